import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 25,
      target_bps: 40,
      time_stop_ms: 1_800_000,
      max_spread_bps: 3,
      cooldown_ms: 120_000,
    }),
    lookback_bars: z
      .int()
      .min(3)
      .max(500)
      .default(10)
      .describe('Bars before it whose lowest low or highest high the wick must reach.'),
    atr_bars: z
      .int()
      .min(2)
      .max(200)
      .default(14)
      .describe('Length of the average true range that sizes are measured in, bars.'),
    min_wick_share: z
      .number()
      .min(0.1)
      .max(1)
      .default(0.5)
      .describe('Smallest part of the range that must be wick, 0 to 1.'),
    min_close_share: z
      .number()
      .min(0)
      .max(1)
      .default(0.55)
      .describe('How far from the wick the bar must close, part of its range, 0 to 1.'),
    min_range_atr: z
      .number()
      .min(0)
      .max(10)
      .default(1)
      .describe('Smallest range of the bar, average true ranges.'),
    min_range_bps: z
      .number()
      .min(0)
      .max(200)
      .default(6)
      .describe('Smallest range of a bar worth looking at, basis points.'),
    trend_fast: z
      .int()
      .min(2)
      .max(200)
      .default(20)
      .describe('Fast average of the trend filter, bars.'),
    trend_slow: z
      .int()
      .min(3)
      .max(1_000)
      .default(60)
      .describe('Slow average of the trend filter, bars.'),
    min_trend_atr: z
      .number()
      .min(0)
      .max(20)
      .default(0.5)
      .describe('Smallest distance of the averages in favour of the trade, average true ranges.'),
    max_spread_share: z
      .number()
      .min(0.01)
      .max(1)
      .default(0.25)
      .describe('Widest spread against the length of the wick, 0 to 1.'),
  })
  .refine((all) => all.trend_fast < all.trend_slow, {
    path: ['trend_fast'],
    message: 'must be below trend_slow',
  });

export type Params = z.output<typeof params>;
