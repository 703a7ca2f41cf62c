import type { BreakerConfig } from '../../contract/agent/config/model.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { FailureClass } from '../../model/agent/model-call.ts';
import { CLOSED_BREAKER, type BreakerSignal, type BreakerState } from './breaker-state.ts';

export interface EndedQuestion {
  readonly questionId: string;
  readonly signal: BreakerSignal;
  /** What the service asked for, with `pressure`. */
  readonly retryAfterMs: number | null;
  readonly ts: EpochMs;
}

interface Opening {
  readonly cause: FailureClass;
  readonly isHard: boolean;
  readonly ts: EpochMs;
  readonly tsProbe: EpochMs | null;
}

/** A hard cause is never weakened, and a later time never moved nearer, by another failure that comes in late. */
function open(state: BreakerState, { cause, isHard, ts, tsProbe }: Opening): BreakerState {
  if (state.isHard) return { ...state, probe: null };
  const waits = state.position === 'open' && state.tsProbe !== null ? state.tsProbe : 0;
  return {
    ...state,
    position: 'open',
    cause,
    isHard,
    tsOpened: state.tsOpened ?? ts,
    tsProbe: isHard || tsProbe === null ? null : Math.max(tsProbe, waits),
    probe: null,
  };
}

/** As on the first day, but for what was counted. */
const close = ({ counts }: BreakerState): BreakerState => ({ ...CLOSED_BREAKER, counts });

function pressurePauseMs(config: BreakerConfig, retryAfterMs: number | null): number {
  const asked =
    retryAfterMs !== null && Number.isFinite(retryAfterMs) && retryAfterMs > 0
      ? retryAfterMs
      : config.pressure_default_ms;
  return Math.min(asked, config.pressure_max_ms);
}

/** An answer, usable or not: the service is there. Its quality is judged over a window, never by a streak. */
function applyAnswer(state: BreakerState, ended: EndedQuestion, config: BreakerConfig) {
  const isBad = ended.signal === 'quality';
  const isProbe = state.probe?.questionId === ended.questionId;
  const again = { isHard: false, ts: ended.ts, tsProbe: ended.ts + config.open_ms } as const;
  if (isProbe) {
    const isStillBad = isBad && state.cause === 'quality';
    return isStillBad ? open(state, { cause: 'quality', ...again }) : close(state);
  }
  const isJudged = isBad || ended.signal === 'answered';
  const unusable = isJudged
    ? [...state.unusable, isBad].slice(-config.quality_window)
    : state.unusable;
  const next = { ...state, unusable };
  if (state.position !== 'closed') return next;
  const bad = unusable.filter(Boolean).length;
  const isTooBad =
    isBad &&
    unusable.length >= Math.min(config.quality_min_answers, config.quality_window) &&
    bad / unusable.length >= config.quality_rate;
  return isTooBad ? open(next, { cause: 'quality', ...again }) : { ...next, transientInRow: 0 };
}

function applyTransient(state: BreakerState, ended: EndedQuestion, config: BreakerConfig) {
  const transientInRow = state.transientInRow + 1;
  const next = { ...state, transientInRow };
  const isProbe = state.probe?.questionId === ended.questionId;
  const isTooMany = state.position === 'closed' && transientInRow >= config.transient_limit;
  if (!isProbe && !isTooMany) return next;
  const tsProbe = ended.ts + config.open_ms;
  return open(next, { cause: 'transient', isHard: false, ts: ended.ts, tsProbe });
}

function counted(state: BreakerState, signal: BreakerSignal): BreakerState {
  return { ...state, counts: { ...state.counts, [signal]: state.counts[signal] + 1 } };
}

/** The table of failure classes, one row a case. */
export function applySignal(
  before: BreakerState,
  ended: EndedQuestion,
  config: BreakerConfig,
): BreakerState {
  const state = counted(before, ended.signal);
  const { ts, signal } = ended;
  switch (signal) {
    case 'answered':
    case 'content':
    case 'sizing':
    case 'quality':
      return applyAnswer(state, ended, config);
    case 'cancelled':
      // The probe said nothing: the next question may be the probe.
      return state.probe?.questionId === ended.questionId ? { ...state, probe: null } : state;
    case 'transient':
      return applyTransient(state, ended, config);
    case 'pressure': {
      const tsProbe = ts + pressurePauseMs(config, ended.retryAfterMs);
      return open(state, { cause: 'pressure', isHard: false, ts, tsProbe });
    }
    case 'bug':
    case 'account':
      return open(state, { cause: signal, isHard: true, ts, tsProbe: null });
  }
}
