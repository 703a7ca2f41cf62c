import type { RecordedOutcome } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { Tone } from '../../ui/chip.tsx';

export const OUTCOME_GROUPS = ['model', 'rules', 'failures', 'vetoes'] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

interface OutcomeLook {
  readonly group: OutcomeGroup;
  readonly tone: Tone;
  /** Beside the colour, which alone says nothing. */
  readonly word: string;
}

const look = (group: OutcomeGroup, tone: Tone, word: string): OutcomeLook => ({
  group,
  tone,
  word,
});

/** Every ending a stored decision may have. Amber is held back, red is broken, neither is decoration. */
export const OUTCOME_LOOKS: Readonly<Record<RecordedOutcome, OutcomeLook>> = {
  MODEL_BUY: look('model', 'accent', 'buy'),
  MODEL_SELL: look('model', 'accent', 'sell'),
  MODEL_HOLD: look('model', 'neutral', 'hold'),
  MODEL_ABSTAIN: look('model', 'neutral', 'abstain'),
  FALLBACK_BUY: look('rules', 'accent', 'buy by rules'),
  FALLBACK_SELL: look('rules', 'accent', 'sell by rules'),
  FALLBACK_HOLD: look('rules', 'neutral', 'hold by rules'),
  FAIL_PARSE: look('failures', 'broken', '✗ not readable'),
  FAIL_RANGE: look('failures', 'broken', '✗ out of range'),
  FAIL_TRUNCATED: look('failures', 'broken', '✗ cut off'),
  FAIL_REFUSED: look('failures', 'broken', '✗ refused'),
  FAIL_DEADLINE: look('failures', 'broken', '✗ too late'),
  FAIL_OVERLOAD: look('failures', 'broken', '✗ overloaded'),
  FAIL_ACCOUNT: look('failures', 'broken', '✗ account'),
  FAIL_BUG: look('failures', 'broken', '✗ our request'),
  FAIL_BUDGET: look('failures', 'broken', '✗ no budget'),
  VETO_RISK: look('vetoes', 'held', '⊘ risk'),
  VETO_STALE: look('vetoes', 'held', '⊘ stale'),
  VETO_HALT: look('vetoes', 'held', '⊘ halted'),
};

export const outcomesOf = (group: OutcomeGroup): readonly RecordedOutcome[] =>
  (Object.keys(OUTCOME_LOOKS) as RecordedOutcome[]).filter(
    (outcome) => OUTCOME_LOOKS[outcome].group === group,
  );

/** `opus-5-5`: whose model it is goes without saying. */
export const shortModel = (model: string): string => model.replace(/^claude-/, '');
