import { floatClose, floatHigh, floatLow, floatOpen } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';
import { createAtr } from '../indicators/atr.ts';
import { createEma } from '../indicators/ema.ts';
import { createRollingExtremes } from '../indicators/rolling-extremes.ts';
import { createRsi } from '../indicators/rsi.ts';
import { createFinestBar } from '../finest-bar.ts';
import type { Params } from './params.ts';

/** This many bars without any movement are a missing market, not a quiet one: averages of it mean nothing. */
const MAX_STILL_BARS = 30;

/** What the voters look at: one bar and what the indicators say at its close. Filled anew in place. */
export interface Reading {
  open: number;
  high: number;
  low: number;
  close: number;
  atr: number;
  /** Change of the average price over this bar. */
  slope: number;
  rsi: number;
  rsiBefore: number;
  /** Extremes of the breakout bars before this one. */
  highestBefore: number;
  lowestBefore: number;
  /** Extremes of the range, this bar included. */
  rangeHigh: number;
  rangeLow: number;
}

interface Instruments {
  readonly ema: ReturnType<typeof createEma>;
  readonly rsi: ReturnType<typeof createRsi>;
  readonly atr: ReturnType<typeof createAtr>;
  readonly breakout: ReturnType<typeof createRollingExtremes>;
  readonly range: ReturnType<typeof createRollingExtremes>;
  emaBefore: number;
  bars: number;
  stillBars: number;
}

const createInstruments = (params: Params): Instruments => ({
  ema: createEma(params.ema_bars),
  rsi: createRsi(params.rsi_bars),
  atr: createAtr(params.atr_bars),
  breakout: createRollingExtremes(params.breakout_bars),
  range: createRollingExtremes(params.range_bars),
  emaBefore: Number.NaN,
  bars: 0,
  stillBars: 0,
});

const emptyReading = (): Reading => ({
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  atr: Number.NaN,
  slope: Number.NaN,
  rsi: Number.NaN,
  rsiBefore: Number.NaN,
  highestBefore: Number.NaN,
  lowestBefore: Number.NaN,
  rangeHigh: Number.NaN,
  rangeLow: Number.NaN,
});

function fill(reading: Reading, instruments: Instruments, bar: Candle): void {
  const { ema, rsi, atr, breakout, range } = instruments;
  reading.open = floatOpen(bar);
  reading.high = floatHigh(bar);
  reading.low = floatLow(bar);
  reading.close = floatClose(bar);
  // Asked before the bar is added: a bar cannot leave its own extremes behind.
  reading.highestBefore = breakout.highest();
  reading.lowestBefore = breakout.lowest();
  breakout.add(reading);
  range.add(reading);
  reading.rangeHigh = range.highest();
  reading.rangeLow = range.lowest();
  reading.atr = atr.add(reading);
  reading.rsiBefore = reading.rsi;
  reading.rsi = rsi.add(reading.close);
  const average = ema.add(reading.close);
  reading.slope = average - instruments.emaBefore;
  instruments.emaBefore = average;
}

export interface Readings {
  readonly reading: Reading;
  /** Learns the bar; true when every voter can judge it. */
  add(bar: Candle): boolean;
}

/** Follows the finest bars that come; starts anew with another length, and after a long standstill. */
export function createReadings(params: Params): Readings {
  const standingOf = createFinestBar();
  const youngBars = Math.max(
    params.ema_bars,
    params.rsi_bars + 1,
    params.atr_bars,
    params.breakout_bars,
    params.range_bars,
  );
  const reading = emptyReading();
  let instruments = createInstruments(params);
  return {
    reading,
    add: (bar) => {
      const standing = standingOf(bar);
      if (standing === 'other') return false;
      if (standing === 'first') instruments = createInstruments(params);
      const isStill = bar.high === bar.low && floatClose(bar) === reading.close;
      if (!isStill && instruments.stillBars >= MAX_STILL_BARS) {
        instruments = createInstruments(params);
      }
      instruments.stillBars = isStill ? instruments.stillBars + 1 : 0;
      fill(reading, instruments, bar);
      instruments.bars += 1;
      return !isStill && instruments.bars > youngBars;
    },
  };
}
