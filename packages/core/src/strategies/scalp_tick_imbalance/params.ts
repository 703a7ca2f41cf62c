import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z.strictObject({
  ...orderParams({
    notional: 1_500,
    stop_bps: 18,
    target_bps: 24,
    time_stop_ms: 120_000,
    max_spread_bps: 4,
    cooldown_ms: 90_000,
  }),
  half_life_ms: z
    .int()
    .min(500)
    .max(600_000)
    .default(8_000)
    .describe('Time after which a trade counts half, milliseconds.'),
  min_ticks: z
    .number()
    .min(2)
    .max(10_000)
    .default(12)
    .describe('Fewest trades (or quote moves) on the scale, older ones counted less.'),
  min_imbalance: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.25)
    .describe('Smallest share of one-sided volume, (buys - sells) / (buys + sells).'),
  min_sigma: z
    .number()
    .min(0.5)
    .max(10)
    .default(2.5)
    .describe('Smallest imbalance in standard deviations of a fair coin.'),
  min_drift_bps: z
    .number()
    .min(0)
    .max(100)
    .default(2.5)
    .describe(
      'The mid must stand this far beyond its own recent average on that side, basis points.',
    ),
  exit_sigma: z
    .number()
    .min(0.5)
    .max(10)
    .default(2.8)
    .describe('Quote moves against the position, in standard deviations, that close it early.'),
  min_hold_ms: z
    .int()
    .min(0)
    .max(600_000)
    .default(8_000)
    .describe('No early close before this age, milliseconds.'),
});

export type Params = z.output<typeof params>;
