import { MINUTE_MS } from '../../kernel/clock.ts';
import { floatClose, floatHigh, floatLow } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';
import { createAtr } from '../indicators/atr.ts';
import { createEma } from '../indicators/ema.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { createEfficiency } from './efficiency.ts';
import type { Params } from './params.ts';

/** Where a close stands to the band. One object a band, changed in place with each bar. */
export interface Reading {
  readonly close: number;
  readonly mean: number;
  /** Half width, price units. */
  readonly reach: number;
  /** 0..1. */
  readonly efficiency: number;
  /** Of the close before, in half widths of its own band: beyond 1 it was outside, above or (negative) below. */
  readonly stretchBefore: number;
  readonly stretch: number;
}

export type BandReader = (bar: Candle) => Reading | undefined;

type Writable<TObject> = { -readonly [TKey in keyof TObject]: TObject[TKey] };

const unread = (): Writable<Reading> => ({
  close: Number.NaN,
  mean: Number.NaN,
  reach: Number.NaN,
  efficiency: Number.NaN,
  stretchBefore: Number.NaN,
  stretch: Number.NaN,
});

function createBand(params: Params): (bar: Candle) => Reading | undefined {
  const average = createEma(params.mean_bars);
  const ranges = createAtr(params.atr_bars);
  const straightness = createEfficiency(params.efficiency_bars);
  const reading = unread();
  return (bar) => {
    const close = floatClose(bar);
    const mean = average.add(close);
    const atr = ranges.add({ high: floatHigh(bar), low: floatLow(bar), close });
    const efficiency = straightness.add(close);
    if (!average.isStable() || !(atr > 0) || Number.isNaN(efficiency)) return undefined;
    reading.close = close;
    reading.mean = mean;
    reading.reach = atr * params.band_atr * (1 + params.trend_widening * efficiency);
    reading.efficiency = efficiency;
    reading.stretchBefore = reading.stretch;
    reading.stretch = (close - mean) / reading.reach;
    return reading;
  };
}

/**
 * The band around the average, in average true ranges: wide where the market is wild, and wider where it goes one way
 * (Kaufman's efficiency). Undefined while young. Reads 1-minute bars; after a hole as long as the average it begins anew.
 */
export function createBandReader(params: Params): BandReader {
  const series = createUnbrokenSeries({
    timeframeMs: MINUTE_MS,
    holeBars: params.mean_bars,
    begin: () => createBand(params),
  });
  return (bar) => series(bar)?.(bar);
}
