import { z } from 'zod';
import { orderParams } from '../order-params.ts';

const weight = (meaning: string) => z.number().min(0).max(10).default(1).describe(meaning);

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 25,
      target_bps: 40,
      time_stop_ms: 1_200_000,
      max_spread_bps: 3,
      cooldown_ms: 120_000,
    }),
    lookback_bars: z
      .int()
      .min(3)
      .max(500)
      .default(30)
      .describe('Bars before it whose lowest low or highest high the wick must reach.'),
    atr_bars: z
      .int()
      .min(2)
      .max(200)
      .default(14)
      .describe('Length of the average true range that sizes are measured in, bars.'),
    min_range_bps: z
      .number()
      .min(0)
      .max(200)
      .default(8)
      .describe('Smallest range of a bar worth looking at, basis points.'),
    full_wick_ratio: z
      .number()
      .min(0.5)
      .max(20)
      .default(3)
      .describe('Wick over body that earns the full mark.'),
    full_depth_atr: z
      .number()
      .min(0.05)
      .max(5)
      .default(0.6)
      .describe('Reach beyond the extreme before that earns the full mark, average true ranges.'),
    full_range_atr: z
      .number()
      .min(0.5)
      .max(10)
      .default(2)
      .describe('Range of the bar that earns the full mark, average true ranges.'),
    weight_wick: weight('Weight of wick over body in the score.'),
    weight_close: weight('Weight of the place of the close in the score.'),
    weight_depth: weight('Weight of the reach beyond the extreme before in the score.'),
    weight_range: weight('Weight of the range of the bar in the score.'),
    min_score: z
      .number()
      .min(0)
      .max(1)
      .default(0.7)
      .describe('Score at which a wick is traded; 1 is full marks in everything.'),
    exit_score: z
      .number()
      .min(0)
      .max(1)
      .default(0.6)
      .describe('Score of a wick at the other end that closes the position.'),
  })
  .refine((all) => all.weight_wick + all.weight_close + all.weight_depth + all.weight_range > 0, {
    path: ['weight_wick'],
    message: 'one of the weights must be above 0',
  });

export type Params = z.output<typeof params>;
