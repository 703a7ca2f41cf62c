import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z.strictObject({
  ...orderParams({
    notional: 1_500,
    stop_bps: 30,
    target_bps: 25,
    time_stop_ms: 1_800_000,
    max_spread_bps: 3,
    cooldown_ms: 120_000,
  }),
  mean_bars: z
    .int()
    .min(2)
    .max(500)
    .default(30)
    .describe('Length of the average the price is expected to return to, bars.'),
  atr_bars: z
    .int()
    .min(2)
    .max(200)
    .default(30)
    .describe('Length of the average true range the band is measured in, bars.'),
  efficiency_bars: z
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('Bars over which the way made is compared with the way walked.'),
  band_atr: z
    .number()
    .min(0.2)
    .max(20)
    .default(2)
    .describe('Half width of the band in a market that goes nowhere, average true ranges.'),
  trend_widening: z
    .number()
    .min(0)
    .max(20)
    .default(2)
    .describe('How much wider the band is in a market that only goes one way, as a multiple.'),
  max_efficiency: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.6)
    .describe(
      'Efficiency above which the market trends: no entry, and a losing position is closed.',
    ),
  min_room_bps: z
    .number()
    .min(0)
    .max(500)
    .default(8)
    .describe('Smallest way back to the average worth an entry, basis points.'),
});

export type Params = z.output<typeof params>;
