import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z.strictObject({
  ...orderParams({
    notional: 1_500,
    stop_bps: 16,
    target_bps: 20,
    time_stop_ms: 90_000,
    max_spread_bps: 4,
    cooldown_ms: 60_000,
  }),
  quiet_ms: z
    .int()
    .min(5_000)
    .max(600_000)
    .default(20_000)
    .describe('Length of the spell before the burst that must have been quiet, milliseconds.'),
  quiet_ratio: z
    .number()
    .min(0.1)
    .max(2)
    .default(0.8)
    .describe('Quiet means: range of the spell at most this share of its usual range.'),
  burst_ratio: z
    .number()
    .min(0.1)
    .max(5)
    .default(1)
    .describe('Burst means: move over 5 seconds at least this share of the range of the spell.'),
  min_burst_bps: z
    .number()
    .min(0)
    .max(100)
    .default(3)
    .describe('Smallest 5-second move worth following, basis points.'),
});

export type Params = z.output<typeof params>;
