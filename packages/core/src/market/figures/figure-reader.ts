import { ATR, BollingerBands, EMA, MACD, RSI, SMA } from 'trading-signals';
import type { BarFigureName } from '../../model/agent/figure.ts';

/** One finished bar as floats. */
export interface FigureBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base units. */
  readonly volume: number;
}

/** Null: too few bars. */
export type BarReading = Readonly<Record<BarFigureName, number | null>>;

const MACD_SIGNAL_WARM = 26 + 9 - 1;

/**
 * Takes each bar once, in order, and returns the figures with it. The library's averages are seeded with their first value
 * and answer at once: warm is one of n bars here after n values, the MACD's signal line after 9 values of the MACD.
 */
export function createFigureReader(): (bar: FigureBar) => BarReading {
  const [fast, slow] = [new EMA(20), new EMA(50)];
  const macd = new MACD(new EMA(12), new EMA(26), new EMA(9));
  const [rsi, atr] = [new RSI(14), new ATR(14)];
  const [bands, volumes] = [new BollingerBands(20, 2), new SMA(20)];
  let seen = 0;
  let closeBefore: number | null = null;
  let hasMoved = false;
  const ifWarm = (value: number | undefined, needed: number): number | null =>
    value === undefined || seen < needed ? null : value;
  return (bar) => {
    const { close, volume } = bar;
    seen += 1;
    hasMoved ||= closeBefore !== null && closeBefore !== close;
    const change = closeBefore === null ? null : (close / closeBefore - 1) * 100;
    closeBefore = close;
    const band = bands.update(close, false);
    const strength = rsi.update(close, false);
    return {
      ema20: ifWarm(fast.update(close, false), 20),
      ema50: ifWarm(slow.update(close, false), 50),
      // Nothing ever gained over nothing ever lost: the library says 100, which would read as strength.
      rsi14: hasMoved ? strength : null,
      macd_hist: ifWarm(macd.update(close, false)?.histogram, MACD_SIGNAL_WARM),
      atr14: atr.update(bar, false),
      bb_upper: band?.upper ?? null,
      bb_lower: band?.lower ?? null,
      volume,
      volume_mean20: volumes.update(volume, false),
      change_pct: change,
    };
  };
}
