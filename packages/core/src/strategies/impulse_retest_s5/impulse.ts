import { floatClose, floatHigh, floatLow, floatOpen } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';
import { createAtr, type Atr } from '../indicators/atr.ts';
import { createRollingExtremes, type RollingExtremes } from '../indicators/rolling-extremes.ts';
import { createFinestBar } from '../finest-bar.ts';
import type { Params } from './params.ts';

/** This many bars without any movement are a missing market: an ATR of it would make an impulse of every tick. */
const MAX_STILL_BARS = 24;

/** A bar in floats, and what it was as an impulse. One object, filled anew in place. */
export interface ImpulseReading {
  open: number;
  high: number;
  low: number;
  close: number;
  /** 1 for an impulse upwards, -1 downwards, 0 for none. */
  direction: -1 | 0 | 1;
  /** The extreme that the impulse broke. */
  level: number;
  /** Its body in price units and in ATR. */
  body: number;
  atrMultiple: number;
}

interface Gauge {
  readonly atr: Atr;
  readonly extremes: RollingExtremes;
  atrBefore: number;
  stillBars: number;
}

const createGauge = (params: Params): Gauge => ({
  atr: createAtr(params.atr_bars),
  extremes: createRollingExtremes(params.level_bars),
  atrBefore: Number.NaN,
  stillBars: 0,
});

function judge(reading: ImpulseReading, gauge: Gauge, params: Params): void {
  const { open, high, low, close } = reading;
  const body = Math.abs(close - open);
  reading.direction = 0;
  if (!(body > 0 && body >= gauge.atrBefore * params.impulse_atr)) return;
  if ((body / open) * 10_000 < params.min_impulse_bps) return;
  if (body < (high - low) * params.body_share) return;
  const isUp = close > open;
  const level = isUp ? gauge.extremes.highest() : gauge.extremes.lowest();
  // It must leave the level further behind than a touch reaches, or there would be nothing to come back from.
  const distance = isUp ? close - level : level - close;
  if (!(distance > body * params.retest_share)) return;
  reading.direction = isUp ? 1 : -1;
  reading.level = level;
  reading.body = body;
  reading.atrMultiple = body / gauge.atrBefore;
}

function read(reading: ImpulseReading, bar: Candle): void {
  reading.open = floatOpen(bar);
  reading.high = floatHigh(bar);
  reading.low = floatLow(bar);
  reading.close = floatClose(bar);
}

/** How the bar stands to those before it: `skipped` is not theirs, `anew` begins a series. */
export type ImpulseStep = 'skipped' | 'anew' | 'added';

export interface ImpulseFinder {
  readonly reading: ImpulseReading;
  add(bar: Candle): ImpulseStep;
}

/** Measures each bar against the ones before it, never against itself. */
export function createImpulseFinder(params: Params): ImpulseFinder {
  const standingOf = createFinestBar();
  const reading: ImpulseReading = {
    open: 0,
    high: 0,
    low: 0,
    close: 0,
    direction: 0,
    level: 0,
    body: 0,
    atrMultiple: 0,
  };
  let gauge = createGauge(params);
  return {
    reading,
    add: (bar) => {
      const standing = standingOf(bar);
      if (standing === 'other') return 'skipped';
      const isStill = bar.high === bar.low && floatClose(bar) === reading.close;
      const isAnew = standing === 'first' || (!isStill && gauge.stillBars >= MAX_STILL_BARS);
      if (isAnew) gauge = createGauge(params);
      gauge.stillBars = isStill ? gauge.stillBars + 1 : 0;
      read(reading, bar);
      judge(reading, gauge, params);
      gauge.atrBefore = gauge.atr.add(reading);
      gauge.extremes.add(reading);
      return isAnew ? 'anew' : 'added';
    },
  };
}
