import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatChance } from '../../../format/chance.ts';
import { formatQuantity } from '../../../format/money.ts';
import { describeNumbers } from '../../../trpc/refusal.ts';
import { OUTCOME_LOOKS } from '../outcome-look.ts';

export interface DecisionVerdict {
  readonly headline: string;
  readonly detail: string;
}

const EVENT_WORDS = {
  up_1atr_before_down_1atr: 'rises by one ATR before it falls by one',
  down_1atr_before_up_1atr: 'falls by one ATR before it rises by one',
} as const;

const FAILURE_WORDS: Readonly<Record<string, string>> = {
  FAIL_PARSE: 'the answer could not be read',
  FAIL_RANGE: 'the answer broke a rule of the desk',
  FAIL_TRUNCATED: 'the answer was cut off',
  FAIL_REFUSED: 'the model refused to answer',
  FAIL_DEADLINE: 'no answer came in time',
  FAIL_OVERLOAD: 'the service is overloaded',
  FAIL_ACCOUNT: 'the account was refused',
  FAIL_BUG: 'the service could not use our request',
  FAIL_BUDGET: 'no money was left for a question',
};

const nameOf = ({ actor }: DecisionRecord): string => (actor === 'model' ? 'Claude' : 'The rules');

function chanceText({ decision, probability }: DecisionRecord): string {
  if (decision === null || probability.raw === null) return '';
  const event = `that the price ${EVENT_WORDS[decision.event]} within ${decision.horizon}`;
  const used =
    probability.calibrated === null
      ? 'not calibrated'
      : `${formatChance(probability.calibrated)} by its record`;
  return `Stated ${formatChance(probability.raw)} ${event}; ${used}.`;
}

function describeAct(record: DecisionRecord, verb: 'buy' | 'sell'): DecisionVerdict {
  const { symbol, orders } = record;
  const entry = orders.find(({ leg }) => leg === 'entry' || leg === 'exit');
  const detail = chanceText(record);
  if (entry === undefined && record.plays.taken.reduces) {
    // The exit leaves in an event of its own, once the stop at the venue is out of its way.
    const headline = `${nameOf(record)} closed ${symbol}; the order followed when its stop had been called back`;
    return { headline, detail };
  }
  if (entry === undefined) {
    const headline = `${nameOf(record)} wanted to ${verb} ${symbol}; no order came of it`;
    return { headline, detail };
  }
  const done = verb === 'buy' ? 'bought' : 'sold';
  return { headline: `${nameOf(record)} ${done} ${formatQuantity(entry.qty)} ${symbol}`, detail };
}

function describeFailed({ symbol, outcome, failure }: DecisionRecord): DecisionVerdict {
  const said = failure === null || failure.detail === '' ? '' : ` It said: ${failure.detail}.`;
  return {
    headline: `Nothing was decided about ${symbol}: ${FAILURE_WORDS[outcome] ?? outcome}`,
    detail: `A failure is never a hold: it decides nothing and orders nothing.${said}`,
  };
}

function describeVetoed(record: DecisionRecord): DecisionVerdict {
  const { symbol, decision, veto } = record;
  const wish = decision === null ? 'was asked about' : `wanted to ${decision.action.toLowerCase()}`;
  const numbers = describeNumbers(veto?.numbers ?? {});
  return {
    headline: `${nameOf(record)} ${wish} ${symbol}; the desk held it back`,
    detail: `${veto?.code ?? record.outcome}${numbers === '' ? '' : `: ${numbers}`}. ${chanceText(record)}`,
  };
}

/** What was decided and what came of it, in one sentence; below it what it rested on. */
export function describeDecision(record: DecisionRecord): DecisionVerdict {
  const { group } = OUTCOME_LOOKS[record.outcome];
  if (group === 'failures') return describeFailed(record);
  if (group === 'vetoes') return describeVetoed(record);
  const { symbol } = record;
  if (record.outcome.endsWith('_BUY')) return describeAct(record, 'buy');
  if (record.outcome.endsWith('_SELL')) return describeAct(record, 'sell');
  if (record.outcome === 'MODEL_ABSTAIN') {
    return {
      headline: `${nameOf(record)} could not judge ${symbol}`,
      detail: `To abstain is an answer, not a failure. ${chanceText(record)}`,
    };
  }
  return { headline: `${nameOf(record)} left ${symbol} as it is`, detail: chanceText(record) };
}
