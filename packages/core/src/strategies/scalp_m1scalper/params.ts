import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 25,
      target_bps: 40,
      time_stop_ms: 1_800_000,
      max_spread_bps: 4,
      cooldown_ms: 300_000,
    }),
    fast_ema: z
      .int()
      .min(3)
      .max(100)
      .default(20)
      .describe('Average that the price pulls back to, bars.'),
    slow_ema: z
      .int()
      .min(5)
      .max(200)
      .default(50)
      .describe('The fast average stands above this one in a rise, bars.'),
    long_ema: z
      .int()
      .min(10)
      .max(400)
      .default(150)
      .describe('Average standing for the slower timeframe: 150 bars are 30 of five minutes.'),
    atr_interval: z
      .int()
      .min(2)
      .max(100)
      .default(14)
      .describe('Length of the average true range (ATR), bars.'),
    min_trend_atr: z
      .number()
      .min(0)
      .max(10)
      .default(1.5)
      .describe('Smallest distance between the fast and the slow average of a trend, ATR.'),
    leg_atr: z
      .number()
      .min(0)
      .max(10)
      .default(2.5)
      .describe('A close this far beyond the fast average is a leg of the trend, ATR.'),
    pullback_atr: z
      .number()
      .min(0)
      .max(5)
      .default(0.25)
      .describe('A pullback comes this close to the fast average, ATR.'),
    max_pullback_bars: z
      .int()
      .min(1)
      .max(60)
      .default(8)
      .describe('The trend resumes within this many bars of the touch, or not at all.'),
  })
  .refine((all) => all.fast_ema < all.slow_ema, {
    path: ['fast_ema'],
    message: 'must be below slow_ema',
  })
  .refine((all) => all.slow_ema < all.long_ema, {
    path: ['slow_ema'],
    message: 'must be below long_ema',
  });

export type Params = z.output<typeof params>;
