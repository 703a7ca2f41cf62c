import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 20,
      target_bps: 28,
      time_stop_ms: 300_000,
      max_spread_bps: 4,
      cooldown_ms: 60_000,
    }),
    bars: z
      .enum(['finest', '5s', '1m'])
      .default('finest')
      .describe(
        'Bars it reads: the finest its feed delivers, or always 5-second or 1-minute bars.',
      ),
    macd_fast: z.int().min(2).max(100).default(12).describe('Fast average of the MACD, bars.'),
    macd_slow: z.int().min(3).max(200).default(26).describe('Slow average of the MACD, bars.'),
    macd_signal: z.int().min(2).max(100).default(9).describe('Signal average of the MACD, bars.'),
    rsi_interval: z.int().min(2).max(100).default(14).describe('Length of the RSI, bars.'),
    pivot_bars: z
      .int()
      .min(1)
      .max(10)
      .default(2)
      .describe('Bars on each side that a swing low or high must undercut or exceed.'),
    max_gap_bars: z
      .int()
      .min(4)
      .max(200)
      .default(40)
      .describe('Furthest distance between the two swings that are compared, bars.'),
    min_rsi_gap: z
      .number()
      .min(0)
      .max(50)
      .default(3)
      .describe('Points the RSI of the second swing must differ in the other direction.'),
    rsi_exhausted: z
      .number()
      .min(50)
      .max(95)
      .default(55)
      .describe('RSI the first high must have reached; the first low mirrors it (100 minus this).'),
    rsi_exit: z
      .number()
      .min(50)
      .max(99)
      .default(72)
      .describe('RSI at which a long is closed; a short mirrors it (100 minus this).'),
  })
  .refine((all) => all.macd_fast < all.macd_slow, {
    path: ['macd_fast'],
    message: 'must be below macd_slow',
  });

export type Params = z.output<typeof params>;
