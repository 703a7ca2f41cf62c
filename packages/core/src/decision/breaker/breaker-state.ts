import type { EpochMs } from '../../kernel/clock.ts';
import type { FailureClass, ModelResult } from '../../model/agent/model-call.ts';

/** What an ended question says about the service: it answered, it was called off, or it failed in one of the classes. */
export type BreakerSignal = 'answered' | 'cancelled' | FailureClass;

/** Plain JSON: what survives a restart. */
export interface BreakerState {
  readonly position: 'closed' | 'open' | 'half_open';
  /** Why it is not closed. */
  readonly cause: FailureClass | null;
  /** No probe: a person or a changed configuration has to close it. */
  readonly isHard: boolean;
  readonly tsOpened: EpochMs | null;
  /** First moment a probe may go. */
  readonly tsProbe: EpochMs | null;
  /** The one question let through while half open. */
  readonly probe: { readonly questionId: string; readonly tsAdmitted: EpochMs } | null;
  readonly transientInRow: number;
  /** Newest last; true: the answer was not usable. */
  readonly unusable: readonly boolean[];
  /** Since the first start. */
  readonly counts: Readonly<Record<BreakerSignal, number>>;
}

export const CLOSED_BREAKER: BreakerState = {
  position: 'closed',
  cause: null,
  isHard: false,
  tsOpened: null,
  tsProbe: null,
  probe: null,
  transientInRow: 0,
  unusable: [],
  counts: {
    answered: 0,
    cancelled: 0,
    transient: 0,
    pressure: 0,
    bug: 0,
    account: 0,
    content: 0,
    sizing: 0,
    quality: 0,
  },
};

/** `isUsable`: the answer passed the schema and its ranges. A question the lock called off says nothing. */
export function breakerSignalOf(result: ModelResult, isUsable: boolean): BreakerSignal {
  if (result.kind === 'message') return isUsable ? 'answered' : 'quality';
  return result.outcome === 'VETO_HALT' ? 'cancelled' : result.failure;
}
