import type { BreakerConfig } from '../../contract/agent/config/model.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import { applySignal, type EndedQuestion } from './apply-signal.ts';
import { CLOSED_BREAKER, type BreakerState } from './breaker-state.ts';

export interface Admission {
  readonly isProbe: boolean;
  /** A probe goes out with a new client, so that nothing of the old one can keep the breaker open. */
  readonly needsFreshClient: boolean;
}

export interface BreakerChange {
  readonly from: BreakerState['position'];
  readonly to: BreakerState['position'];
  readonly cause: BreakerState['cause'];
  /** True when it opened, or became hard: the one moment an operator is told. */
  readonly isAlert: boolean;
}

export interface Breaker {
  /**
   * Lets a question through, or refuses with BREAKER_OPEN, BREAKER_HARD or BREAKER_PROBE_OUT. A probe's slot is
   * taken by this call: ask afterwards whether the budget allows it, and `end` with `cancelled` if not.
   */
  admit(questionId: string, ts: EpochMs): Parsed<Admission>;
  end(question: EndedQuestion): BreakerChange;
  /** By an operator, or because key or configuration changed. Counts stay. */
  reset(): BreakerChange;
  state(): BreakerState;
}

function refuse(state: BreakerState, ts: EpochMs) {
  const cause = state.cause ?? 'transient';
  if (state.isHard) return denied('BREAKER_HARD', { cause, tsOpened: state.tsOpened ?? 0 });
  return denied('BREAKER_OPEN', { cause, opensInMs: Math.max(0, (state.tsProbe ?? ts) - ts) });
}

const hasProbeOut = ({ probe }: BreakerState, leaseMs: number, ts: EpochMs): boolean =>
  probe !== null && ts - probe.tsAdmitted < leaseMs;

function changeOf(before: BreakerState, after: BreakerState): BreakerChange {
  const hasOpened = before.position === 'closed' && after.position === 'open';
  return {
    from: before.position,
    to: after.position,
    cause: after.cause,
    isAlert: hasOpened || (!before.isHard && after.isHard),
  };
}

/** Keeps questions away from a service that cannot answer them. Not hard: always reaches a probe by itself. */
export function createBreaker(
  config: BreakerConfig,
  stored: BreakerState = CLOSED_BREAKER,
): Breaker {
  let state = stored;
  const moveTo = (next: BreakerState): BreakerChange => {
    const change = changeOf(state, next);
    state = next;
    return change;
  };
  return {
    admit(questionId, ts) {
      if (state.position === 'closed') return parsed({ isProbe: false, needsFreshClient: false });
      if (state.isHard || ts < (state.tsProbe ?? ts)) return refuse(state, ts);
      if (hasProbeOut(state, config.probe_lease_ms, ts)) {
        return denied('BREAKER_PROBE_OUT', { probe: state.probe?.questionId ?? '' });
      }
      state = { ...state, position: 'half_open', probe: { questionId, tsAdmitted: ts } };
      return parsed({ isProbe: true, needsFreshClient: true });
    },
    end: (question) => moveTo(applySignal(state, question, config)),
    reset: () => moveTo({ ...CLOSED_BREAKER, counts: state.counts }),
    state: () => state,
  };
}
