import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z.strictObject({
  ...orderParams({
    notional: 1_500,
    stop_bps: 14,
    target_bps: 22,
    time_stop_ms: 180_000,
    max_spread_bps: 3,
    cooldown_ms: 60_000,
  }),
  atr_bars: z
    .int()
    .min(5)
    .max(500)
    .default(36)
    .describe('Length of the average true range an impulse is measured by, bars.'),
  level_bars: z
    .int()
    .min(3)
    .max(500)
    .default(24)
    .describe('Bars whose extreme the impulse must break; that extreme is the level it leaves.'),
  impulse_atr: z
    .number()
    .min(0.5)
    .max(20)
    .default(2.5)
    .describe('Body of the impulse bar, in ATR of the bars before it.'),
  min_impulse_bps: z
    .number()
    .min(0)
    .max(200)
    .default(3)
    .describe('Smallest body of the impulse bar, basis points.'),
  body_share: z
    .number()
    .min(0.3)
    .max(1)
    .default(0.6)
    .describe('Share of the impulse bar that its body must make up.'),
  retest_bars: z.int().min(1).max(200).default(18).describe('Bars the retest may be waited for.'),
  retest_share: z
    .number()
    .min(0.02)
    .max(0.45)
    .default(0.25)
    .describe('Distance to the level that counts as touching it, share of the impulse body.'),
});

export type Params = z.output<typeof params>;
