import {
  DECISION_RECORD_VERSION,
  decisionRecordSchema,
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

function requestOf(request: ModelRequest | null): DecisionRecord['request'] {
  if (request === null) return null;
  const { schema, ...rest } = request;
  return { ...rest, schemaText: JSON.stringify(schema) };
}

function resultOf(
  result: ModelResult | null,
): Pick<DecisionRecord, 'modelReturned' | 'answer' | 'failure'> {
  if (result === null) return { modelReturned: null, answer: null, failure: null };
  if (result.kind === 'message') {
    const { text, stopReason, model } = result;
    return { modelReturned: model, answer: { text, stopReason }, failure: null };
  }
  const { failure, outcome, detail } = result;
  return { modelReturned: null, answer: null, failure: { failure, outcome, detail } };
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

/** The row of the journal. Faults on facts that contradict one another: such a row would prove nothing. */
export function buildRecord(facts: RecordFacts): DecisionRecord {
  const { request, result, cost, budget, ...plain } = facts;
  const record = decisionRecordSchema.safeParse({
    ...plain,
    ...resultOf(result),
    recordVersion: DECISION_RECORD_VERSION,
    request: requestOf(request),
    cost: costFieldOf(cost),
    budget: {
      mode: budget.mode,
      spent: formatMoney(budget.spent),
      limit: formatMoney(budget.limit),
    },
  });
  ensureInvariant(record.success, `decision record: ${record.error?.message ?? ''}`);
  const verdict = checkRecord(record.data);
  ensureInvariant(verdict.ok, verdict.ok ? '' : describeRefusal(verdict));
  return record.data;
}
