import type { EpochMs } from '../../kernel/clock.ts';

/** One number of a snapshot; evidence points at its id. */
export interface Figure {
  readonly id: string;
  readonly value: number;
  /** When its source said so; for a candle the time of its close. */
  readonly tsSource: EpochMs;
}

export type FigureMap = ReadonlyMap<string, Figure>;

export interface NamedFigure {
  /** Name from the field dictionary. */
  readonly name: string;
  readonly meaning: string;
}

/** Computed from the candles of one timeframe; id `<symbol>.<timeframe>.<name>`. */
export const BAR_FIGURES = [
  { name: 'ema20', meaning: 'exponential mean of the close, 20 bars' },
  { name: 'ema50', meaning: 'exponential mean of the close, 50 bars' },
  { name: 'rsi14', meaning: 'relative strength index, 14 bars, 0..100' },
  { name: 'macd_hist', meaning: 'MACD 12/26 minus its signal 9, in price' },
  { name: 'atr14', meaning: 'average true range, 14 bars, in price' },
  { name: 'bb_upper', meaning: 'upper Bollinger band, 20 bars, 2 deviations' },
  { name: 'bb_lower', meaning: 'lower Bollinger band, 20 bars, 2 deviations' },
  { name: 'volume', meaning: 'base units traded in the newest bar' },
  { name: 'volume_mean20', meaning: 'mean volume of 20 bars' },
  { name: 'change_pct', meaning: 'close of the newest bar against the one before, percent' },
] as const satisfies readonly NamedFigure[];

/** Of the derivatives market of the symbol itself; id `<symbol>.<name>`. */
export const DERIVATIVE_FIGURES = [
  { name: 'funding_bps', meaning: 'funding rate of 8 hours, basis points; positive: longs pay' },
  { name: 'oi_change_pct', meaning: 'open interest against 24 hours ago, percent' },
  {
    name: 'cvd_ratio',
    meaning: 'taker buys minus taker sells over all taker volume, 1 hour, -1..1',
  },
  { name: 'long_short_ratio', meaning: 'accounts long over accounts short' },
] as const satisfies readonly NamedFigure[];

export type BarFigureName = (typeof BAR_FIGURES)[number]['name'];
export type DerivativeFigureName = (typeof DERIVATIVE_FIGURES)[number]['name'];
