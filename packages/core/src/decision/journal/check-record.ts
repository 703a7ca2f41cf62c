import type { DecisionRecord } from '../../contract/agent/decision-record.schema.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';

type Check = (record: DecisionRecord) => boolean;

const has =
  (prefix: string): Check =>
  ({ outcome }) =>
    outcome.startsWith(prefix);
const isModel = has('MODEL_');
const isFallback = has('FALLBACK_');
const isFailure = has('FAIL_');
const isVeto = has('VETO_');

/** The rules may abstain; their outcome then says hold. */
function nameOfAction({ decision, outcome }: DecisionRecord): string {
  if (decision === null) return '';
  const { action } = decision;
  return outcome.startsWith('FALLBACK_') && action === 'ABSTAIN' ? 'HOLD' : action;
}

const isInOrder: Check = ({ tsData, tsDecision, tsOrder }) =>
  tsData <= tsDecision && (tsOrder === null || tsDecision <= tsOrder);

const saysItsAction: Check = (record) =>
  record.outcome.slice(record.outcome.indexOf('_') + 1) === nameOfAction(record);

/** A figure that is none would be written as `null`, and the row could never be read again. */
function hasOnlyFigures(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(hasOnlyFigures);
}

const CHECKS: readonly (readonly [code: string, holds: Check])[] = [
  ['RECORD_CLOCKS_DISORDERED', isInOrder],
  ['RECORD_ACTOR_MISMATCH', (r) => !isModel(r) || (r.actor === 'model' && r.answer !== null)],
  ['RECORD_ACTOR_MISMATCH', (r) => !isFallback(r) || r.actor === 'rules'],
  ['RECORD_ACTION_MISMATCH', (r) => !(isModel(r) || isFallback(r)) || saysItsAction(r)],
  // A failure is never a hold: it decides nothing and orders nothing.
  ['RECORD_FAILURE_DECIDES', (r) => !isFailure(r) || r.decision === null],
  ['RECORD_VETO_UNNAMED', (r) => isVeto(r) === (r.veto !== null)],
  ['RECORD_ORDERS_UNEXPECTED', (r) => r.orders.length === 0 || !(isFailure(r) || isVeto(r))],
  [
    'RECORD_PLAY_UNEXPECTED',
    (r) => r.plays.taken.notionalQuote === 0 || !(isFailure(r) || isVeto(r)),
  ],
  ['RECORD_ORDER_TIME_MISSING', (r) => r.orders.length > 0 === (r.tsOrder !== null)],
  ['RECORD_QUESTION_MISSING', (r) => (r.request === null) === (r.questionId === null)],
  ['RECORD_NUMBER_NOT_FINITE', hasOnlyFigures],
];

/** What a record must be beyond its shape. */
export function checkRecord(record: DecisionRecord): Verdict {
  const broken = CHECKS.find(([, holds]) => !holds(record));
  if (broken === undefined) return PASSED;
  const { decisionId, outcome, actor } = record;
  return denied(broken[0], { decisionId, outcome, actor });
}
