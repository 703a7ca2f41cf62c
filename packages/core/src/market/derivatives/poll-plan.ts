import type { PollConfig } from '../../contract/agent/config/regimes.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { PolledFigure } from '../../model/agent/derivatives-poll.ts';
import type { FigureHistory } from './figure-history.ts';

export interface PollPlan {
  readonly intervalMs: number;
  readonly tsDue: EpochMs;
  readonly isDue: boolean;
}

const SLOWER = 1.5;
const FASTER = 0.5;
/** Below this share of what counts as moving, the market is at rest. */
const REST = 0.5;
const BPS = 10_000;

type Histories = Readonly<Record<PolledFigure, FigureHistory>>;

/** Largest change in the window over what counts as moving: 1 and above moves. 0 when nothing can be said yet. */
export function movementOf(histories: Histories, now: EpochMs, config: PollConfig): number {
  const over = (figure: PolledFigure) => histories[figure].changeOver(config.window_ms, now);
  const percentOf = (figure: PolledFigure) => Math.abs(over(figure)?.percent ?? 0);
  const fundingBps = Math.abs(over('fundingRate')?.absolute ?? 0) * BPS;
  return Math.max(
    fundingBps / config.funding_bps,
    percentOf('openInterest') / config.open_interest_pct,
    percentOf('longShortRatio') / config.long_short_pct,
  );
}

const within = (intervalMs: number, config: PollConfig): number =>
  Math.round(Math.min(config.max_interval_ms, Math.max(config.min_interval_ms, intervalMs)));

/** Half when the figures move, half as long again when they rest, the same in between; always within the bounds. */
export function nextInterval(intervalMs: number, movement: number, config: PollConfig): number {
  if (movement >= 1) return within(intervalMs * FASTER, config);
  return within(movement < REST ? intervalMs * SLOWER : intervalMs, config);
}

/** After a poll that failed: twice as long, so that a venue in trouble is left alone. */
export const intervalAfterFailure = (intervalMs: number, config: PollConfig): number =>
  within(intervalMs * 2, config);

export const firstInterval = (config: PollConfig): number =>
  within(config.first_interval_ms, config);

/** A symbol never asked is due at once. */
export function planPoll(tsLastAsked: EpochMs | null, intervalMs: number, now: EpochMs): PollPlan {
  const tsDue = tsLastAsked === null ? now : tsLastAsked + intervalMs;
  return { intervalMs, tsDue, isDue: tsDue <= now };
}
