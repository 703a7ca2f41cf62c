import {
  DECISION_RECORD_VERSION,
  type DecisionRecord,
} from '../../contract/agent/decision-record.schema.ts';
import { addMoney, formatMoney, ZERO_MONEY, type Money } from '../../kernel/decimal.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import { describeRefusal } from '../../kernel/verdict.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { ModelAttempt, ModelRequest, ModelResult } from '../../model/agent/model-call.ts';
import type { AttemptsCost } from '../cost/cost-of.ts';
import { PRICE_TABLE_VERSION } from '../cost/price-table.ts';
import { checkRecord } from './check-record.ts';

type Taken =
  | 'decisionId'
  | 'questionId'
  | 'tsData'
  | 'tsDecision'
  | 'tsOrder'
  | 'actor'
  | 'outcome'
  | 'gate'
  | 'snapshot'
  | 'draw'
  | 'probability'
  | 'size'
  | 'veto'
  | 'orders'
  | 'market'
  | 'plays'
  | 'versions'
  | 'breaker'
  | 'inputs';

/** What is known once an evaluation has ended. */
export interface RecordFacts extends Pick<DecisionRecord, Taken> {
  readonly symbol: string;
  readonly request: ModelRequest | null;
  readonly attempts: readonly ModelAttempt[];
  readonly result: ModelResult | null;
  readonly decision: AgentDecision | null;
  /** Null: nothing was sent. */
  readonly cost: AttemptsCost | null;
  readonly budget: { readonly mode: string; readonly spent: Money; readonly limit: Money };
}

/** The schema of a universe is one object as long as the process lives, and its text stands in every record. */
const schemaTexts = new WeakMap<object, string>();

function schemaTextOf(schema: object): string {
  const known = schemaTexts.get(schema);
  if (known !== undefined) return known;
  const text = JSON.stringify(schema);
  schemaTexts.set(schema, text);
  return text;
}

function requestOf(request: ModelRequest | null): DecisionRecord['request'] {
  if (request === null) return null;
  const { schema, ...rest } = request;
  return { ...rest, schemaText: schemaTextOf(schema) };
}

function resultOf({
  attempts: made,
  result,
}: RecordFacts): Pick<DecisionRecord, 'modelReturned' | 'attempts' | 'answer' | 'failure'> {
  const attempts = [...made];
  if (result === null) return { modelReturned: null, attempts, answer: null, failure: null };
  if (result.kind === 'message') {
    const { text, stopReason, model } = result;
    return { modelReturned: model, attempts, answer: { text, stopReason }, failure: null };
  }
  const { failure, outcome, detail } = result;
  return { modelReturned: null, attempts, answer: null, failure: { failure, outcome, detail } };
}

function costFieldOf(cost: AttemptsCost | null): DecisionRecord['cost'] {
  const { certain, seen, unbilled } = cost ?? {
    certain: ZERO_MONEY,
    seen: ZERO_MONEY,
    unbilled: 0,
  };
  return {
    certain: formatMoney(certain),
    seen: formatMoney(seen),
    unbilled,
    total: formatMoney(addMoney(certain, seen)),
    priceTableVersion: PRICE_TABLE_VERSION,
  };
}

/**
 * The row of the journal, its fields as the shape lists them. Built by typed code alone, so that nobody looks at the
 * shape again before the row is read back. Faults on facts that contradict one another: such a row would prove nothing.
 */
export function buildRecord(facts: RecordFacts): DecisionRecord {
  const { budget } = facts;
  const record: DecisionRecord = {
    recordVersion: DECISION_RECORD_VERSION,
    decisionId: facts.decisionId,
    questionId: facts.questionId,
    symbol: facts.symbol,
    tsData: facts.tsData,
    tsDecision: facts.tsDecision,
    tsOrder: facts.tsOrder,
    actor: facts.actor,
    outcome: facts.outcome,
    gate: facts.gate,
    snapshot: facts.snapshot,
    request: requestOf(facts.request),
    ...resultOf(facts),
    decision: facts.decision,
    draw: facts.draw,
    probability: facts.probability,
    size: facts.size,
    veto: facts.veto,
    orders: facts.orders,
    market: facts.market,
    plays: facts.plays,
    cost: costFieldOf(facts.cost),
    versions: facts.versions,
    breaker: facts.breaker,
    budget: {
      mode: budget.mode,
      spent: formatMoney(budget.spent),
      limit: formatMoney(budget.limit),
    },
    inputs: facts.inputs,
  };
  const verdict = checkRecord(record);
  ensureInvariant(verdict.ok, verdict.ok ? '' : describeRefusal(verdict));
  return record;
}
