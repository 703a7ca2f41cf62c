import type {
  DecisionRecord,
  RecordedOrder,
  RecordedOutcome,
  RecordedVeto,
  SizeTrail,
} from '../../contract/agent/decision-record.schema.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import { findDifference, type Difference } from './first-difference.ts';

export interface Judged {
  readonly outcome: RecordedOutcome;
  /** Null: nothing was decided, and nothing follows. */
  readonly decision: AgentDecision | null;
}

export interface Sent {
  readonly outcome: RecordedOutcome;
  readonly veto: RecordedVeto | null;
  readonly orders: readonly RecordedOrder[];
}

/** The steps of a decision after its answer, pure: all they read is in the record. */
export interface ReplaySteps {
  /** Of the answer, or of the failure that stands in its place. */
  readAnswer(record: DecisionRecord): Judged;
  /** The rule pipeline, for records it decided. */
  runRules(record: DecisionRecord): Judged;
  calibrate(record: DecisionRecord, decision: AgentDecision): number | null;
  /** Null: nothing to size. */
  size(
    record: DecisionRecord,
    decision: AgentDecision,
    calibrated: number | null,
  ): SizeTrail | null;
  /** The outcome of the decision stays unless this vetoes it. */
  preSendCheck(record: DecisionRecord, judged: Judged, size: SizeTrail | null): Sent;
}

type Replayed = Pick<DecisionRecord, 'outcome' | 'decision' | 'size' | 'veto' | 'orders'> & {
  readonly calibrated: number | null;
};

function replay(record: DecisionRecord, steps: ReplaySteps): Replayed {
  const judged = record.actor === 'model' ? steps.readAnswer(record) : steps.runRules(record);
  const { outcome, decision } = judged;
  if (decision === null) {
    // Called off from outside: nothing was decided, and the veto is a fact, not a result.
    const veto = outcome.startsWith('VETO_') ? record.veto : null;
    return { outcome, decision, calibrated: null, size: null, veto, orders: [] };
  }
  const calibrated = steps.calibrate(record, decision);
  const size = steps.size(record, decision, calibrated);
  const sent = steps.preSendCheck(record, judged, size);
  return { ...sent, orders: [...sent.orders], decision, calibrated, size };
}

/**
 * Works the record out again without asking anybody. The first field that comes out otherwise, or undefined: this
 * program decides what that one did.
 */
export function replayRecord(record: DecisionRecord, steps: ReplaySteps): Difference | undefined {
  const now = replay(record, steps);
  return (
    findDifference(record.outcome, now.outcome, 'outcome') ??
    findDifference(record.decision, now.decision, 'decision') ??
    findDifference(record.probability.calibrated, now.calibrated, 'probability.calibrated') ??
    findDifference(record.size, now.size, 'size') ??
    findDifference(record.veto, now.veto, 'veto') ??
    findDifference(record.orders, now.orders, 'orders')
  );
}
