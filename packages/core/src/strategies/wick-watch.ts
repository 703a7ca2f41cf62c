import { createAtr } from './indicators/atr.ts';
import { createRollingExtremes } from './indicators/rolling-extremes.ts';
import { wickOf, type BarPrices, type Wick, type WickEnd } from './wick.ts';

/** A wick that reaches at least as far as every bar before it, back to the look-back. */
export interface ExtremeWick {
  readonly wick: Wick;
  /** How far beyond the extreme before it, in average true ranges. */
  readonly depthAtr: number;
  /** Range of its bar in average true ranges. */
  readonly rangeAtr: number;
}

/** Watches the ends of bars; what is measured is measured against the bars before, never against the bar itself. */
export interface WickWatch {
  /** Takes the bar in; the wicks at a new extreme, mostly none, two for a bar that exceeds both ends. */
  add(bar: BarPrices): readonly ExtremeWick[];
  /** Average true range of the bars so far; NaN while young. */
  atr(): number;
  /** Ends of the look-back with the newest bar; NaN while young. */
  highest(): number;
  lowest(): number;
}

const NO_WICKS: readonly ExtremeWick[] = Object.freeze([]);

export function createWickWatch(options: {
  readonly lookback_bars: number;
  readonly atr_bars: number;
}): WickWatch {
  const extremes = createRollingExtremes(options.lookback_bars);
  const ranges = createAtr(options.atr_bars);
  let atr = Number.NaN;

  const measure = (bar: BarPrices, end: WickEnd, depth: number): readonly ExtremeWick[] => {
    const wick = wickOf(bar, end);
    if (wick === undefined) return NO_WICKS;
    return [{ wick, depthAtr: depth / atr, rangeAtr: wick.range / atr }];
  };

  const findWicks = (bar: BarPrices): readonly ExtremeWick[] => {
    // A market that has not moved has no measure.
    if (!(atr > 0)) return NO_WICKS;
    const below = extremes.lowest() - bar.low;
    const above = bar.high - extremes.highest();
    // NaN of young extremes is neither.
    if (below >= 0 && above >= 0)
      return [...measure(bar, 'low', below), ...measure(bar, 'high', above)];
    if (below >= 0) return measure(bar, 'low', below);
    return above >= 0 ? measure(bar, 'high', above) : NO_WICKS;
  };

  return {
    add: (bar) => {
      const wicks = findWicks(bar);
      extremes.add(bar);
      atr = ranges.add(bar);
      return wicks;
    },
    atr: () => atr,
    highest: () => extremes.highest(),
    lowest: () => extremes.lowest(),
  };
}
