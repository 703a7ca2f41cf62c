import type { SymbolId } from '../../kernel/ids.ts';
import type { RefusalNumbers } from '../../kernel/verdict.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { FigureMap } from '../../model/agent/figure.ts';

/** What was held in the asked symbol when the question was put. */
export type Held = 'long' | 'short' | 'none';

/** The question an answer is read against. */
export interface AnswerContext {
  readonly symbol: SymbolId;
  /** Universe the schema was made from. */
  readonly symbols: readonly SymbolId[];
  /** Which ids were shown; their values are no matter of the answer. */
  readonly figures: Pick<FigureMap, 'has'>;
  /** Mid of the snapshot, quote currency. */
  readonly mid: number;
  /** ATR of the snapshot, quote currency. */
  readonly atr: number;
  readonly held: Held;
}

export const ANSWER_FAILURES = [
  'FAIL_PARSE',
  'FAIL_RANGE',
  'FAIL_TRUNCATED',
  'FAIL_REFUSED',
] as const;
export type AnswerFailure = (typeof ANSWER_FAILURES)[number];

/** Why an answer was not usable; stored with its outcome. */
export type AnswerFault =
  | 'ANSWER_REFUSED'
  | 'ANSWER_TRUNCATED'
  | 'ANSWER_STOPPED_OTHERWISE'
  | 'ANSWER_EMPTY'
  | 'ANSWER_TOO_LONG'
  | 'ANSWER_NOT_JSON'
  | 'ANSWER_BREAKS_SCHEMA'
  | 'ANSWER_OUT_OF_RANGE'
  | 'ANSWER_SYMBOL_UNKNOWN'
  | 'ANSWER_SYMBOL_NOT_ASKED'
  | 'ANSWER_EVIDENCE_MISSING'
  | 'ANSWER_EVIDENCE_UNKNOWN'
  | 'ANSWER_EVIDENCE_TWICE'
  | 'ANSWER_EVIDENCE_OPPOSES'
  | 'ANSWER_SIZE_ZERO'
  | 'ANSWER_AGAINST_OWN_PROBABILITY'
  | 'ANSWER_STOP_WRONG_SIDE'
  | 'ANSWER_TARGET_WRONG_SIDE'
  | 'ANSWER_RATIONALE_EMPTY'
  | 'ANSWER_FOREIGN_SCRIPT'
  | 'ANSWER_INSTRUCTS'
  | 'ANSWER_MEMORY_TOO_LONG';

export interface AnswerComplaint {
  readonly outcome: AnswerFailure;
  readonly detail: AnswerFault;
  readonly numbers: RefusalNumbers;
}

export type ModelOutcome = 'MODEL_BUY' | 'MODEL_SELL' | 'MODEL_HOLD' | 'MODEL_ABSTAIN';

export type AnswerReading =
  | {
      readonly outcome: ModelOutcome;
      readonly decision: AgentDecision;
      readonly detail: 'ANSWER_READ';
      /** Characters cut from the rationale, where any were. */
      readonly numbers: RefusalNumbers;
    }
  | (AnswerComplaint & { readonly decision?: never });

export const complain = (
  outcome: AnswerFailure,
  detail: AnswerFault,
  numbers: RefusalNumbers = {},
): AnswerComplaint => ({ outcome, detail, numbers });
