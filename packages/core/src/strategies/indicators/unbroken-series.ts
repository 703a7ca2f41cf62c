import type { EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';

/**
 * What has been learned from one unbroken series of bars. Undefined for a bar that must teach nothing: another
 * length, a time already past, or a silent interval (no tick), whose flat range would make the next bar look wild.
 */
export type UnbrokenSeries<TLearned> = (bar: Candle) => TLearned | undefined;

/** False for a bar told a whole bar late, as the first tick after an outage does: its market is gone. */
export const isFresh = (bar: Candle, ts: EpochMs): boolean => ts - bar.tsOpen < 2 * bar.timeframeMs;

/**
 * Learns afresh once more than `holeBars` intervals have passed without a tick: levels and averages from before a
 * closed market or an outage say nothing about now.
 */
export function createUnbrokenSeries<TLearned>(options: {
  readonly timeframeMs: number;
  readonly holeBars: number;
  readonly begin: () => TLearned;
}): UnbrokenSeries<TLearned> {
  const { timeframeMs, begin } = options;
  const holeMs = (options.holeBars + 1) * timeframeMs;
  let learned: TLearned | undefined;
  let tsNewest: EpochMs = Number.NEGATIVE_INFINITY;
  return (bar) => {
    if (bar.timeframeMs !== timeframeMs || bar.ticks === 0 || bar.tsOpen <= tsNewest) return;
    if (learned === undefined || bar.tsOpen - tsNewest > holeMs) learned = begin();
    tsNewest = bar.tsOpen;
    return learned;
  };
}
