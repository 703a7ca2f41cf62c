import type { Figure, FigureMap } from '../../model/agent/figure.ts';

/** Figures of `btc`, names without the prefix: `1h.rsi14`, `funding_bps`. */
export function figuresOf(values: Readonly<Record<string, number>>): FigureMap {
  return new Map(
    Object.entries(values).map(([name, value]): [string, Figure] => {
      const id = `btc.${name}`;
      return [id, { id, value, tsSource: 0 }];
    }),
  );
}

/** A market where nothing leans anywhere. */
export const CALM: Readonly<Record<string, number>> = {
  mid: 1_000,
  atr: 10,
  '1h.bar0.close': 1_000,
  '1h.ema20': 1_000,
  '1h.ema50': 1_000,
  '1h.atr14': 10,
  '1h.rsi14': 50,
  '1h.macd_hist': 0,
  '1h.bb_upper': 1_020,
  '1h.bb_lower': 980,
  '1h.volume': 5,
  '1h.volume_mean20': 5,
  '1h.change_pct': 0,
  funding_bps: 0,
  oi_change_pct: 0,
  cvd_ratio: 0,
  long_short_ratio: 1,
};

/** Trend, momentum, volume and flow all up. */
export const RISING: Readonly<Record<string, number>> = {
  ...CALM,
  '1h.bar0.close': 1_020,
  '1h.ema20': 1_012,
  '1h.ema50': 997,
  '1h.bb_upper': 1_040,
  '1h.rsi14': 68,
  '1h.macd_hist': 2.5,
  '1h.volume': 15,
  '1h.change_pct': 1,
  cvd_ratio: 0.3,
  funding_bps: -2,
};
