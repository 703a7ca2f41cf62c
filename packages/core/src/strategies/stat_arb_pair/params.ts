import { z } from 'zod';
import { orderParams } from '../order-params.ts';

/** A pair has no target price: it leaves on the spread. */
export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 200,
      target_bps: 100,
      time_stop_ms: 7_200_000,
      max_spread_bps: 4,
      cooldown_ms: 600_000,
    }),
    window_bars: z
      .int()
      .min(60)
      .max(5_000)
      .default(480)
      .describe('Bars the hedge ratio, the spread and its half-life are measured over.'),
    entry_z: z
      .number()
      .min(1)
      .max(6)
      .default(2.4)
      .describe('Spread in standard deviations at which the pair is entered.'),
    exit_z: z
      .number()
      .min(0)
      .max(3)
      .default(0.3)
      .describe('Spread in standard deviations at which the pair has come back and is closed.'),
    stop_z: z
      .number()
      .min(1.5)
      .max(12)
      .default(4.5)
      .describe('Spread in standard deviations at which the pair is given up.'),
    min_half_life_bars: z
      .number()
      .min(0)
      .max(1_000)
      .default(2)
      .describe('Half-life of the spread below which it is noise of the quotes, bars.'),
    max_half_life_bars: z
      .number()
      .min(1)
      .max(5_000)
      .default(14)
      .describe('Half-life of the spread above which it cannot be told from a random walk, bars.'),
    min_correlation: z
      .number()
      .min(0)
      .max(0.999)
      .default(0.6)
      .describe('Smallest correlation of the two log prices over the window.'),
    max_hedge: z
      .number()
      .min(1)
      .max(20)
      .default(3)
      .describe('Largest hedge ratio; the smallest is one over this.'),
    min_edge_bps: z
      .number()
      .min(0)
      .max(1_000)
      .default(16)
      .describe('Way of the spread from here to exit_z that is worth four fees, basis points.'),
    grace_ms: z
      .int()
      .min(1_000)
      .max(120_000)
      .default(5_000)
      .describe('Time one leg may stand alone after it was opened, milliseconds.'),
  })
  .omit({ target_bps: true })
  .refine((all) => all.exit_z < all.entry_z, {
    path: ['exit_z'],
    message: 'must be below entry_z',
  })
  .refine((all) => all.entry_z < all.stop_z, {
    path: ['entry_z'],
    message: 'must be below stop_z',
  })
  .refine((all) => all.min_half_life_bars < all.max_half_life_bars, {
    path: ['min_half_life_bars'],
    message: 'must be below max_half_life_bars',
  });

export type Params = z.output<typeof params>;
