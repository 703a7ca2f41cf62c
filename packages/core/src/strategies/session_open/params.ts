import { z } from 'zod';
import { orderParams } from '../order-params.ts';

const openMinute = (defaultMinute: number, meaning: string) =>
  z.int().min(0).max(1_439).default(defaultMinute).describe(meaning);

const isOn = (meaning: string) => z.enum(['on', 'off']).default('on').describe(meaning);

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 60,
      target_bps: 75,
      time_stop_ms: 7_200_000,
      max_spread_bps: 4,
      cooldown_ms: 0,
    }),
    tokyo: isOn('Whether the Tokyo session is traded.'),
    london: isOn('Whether the London session is traded.'),
    new_york: isOn('Whether the New York session is traded.'),
    tokyo_open_minute: openMinute(
      540,
      'Open of the Tokyo session, minutes after midnight in Tokyo (540 is 09:00).',
    ),
    london_open_minute: openMinute(
      480,
      'Open of the London session, minutes after midnight in London (480 is 08:00).',
    ),
    new_york_open_minute: openMinute(
      480,
      'Open of the New York session, minutes after midnight in New York (480 is 08:00).',
    ),
    range_minutes: z
      .int()
      .min(5)
      .max(240)
      .default(30)
      .describe('Length of the opening range, minutes.'),
    break_minutes: z
      .int()
      .min(5)
      .max(720)
      .default(180)
      .describe('Time after the range in which its break counts, minutes.'),
    buffer_share: z
      .number()
      .min(0)
      .max(2)
      .default(0.1)
      .describe('The close must stand this share of the width of the range outside it.'),
    min_range_bps: z
      .number()
      .min(0)
      .max(400)
      .default(4)
      .describe('No entry from a range narrower than this, basis points.'),
    max_range_bps: z
      .number()
      .min(1)
      .max(2_000)
      .default(150)
      .describe('No entry from a range wider than this, basis points.'),
    size_per_edge: z
      .number()
      .min(0)
      .max(20)
      .default(4)
      .describe('Growth of the size per unit of probability above that of a blind bet.'),
    min_size_multiplier: z
      .number()
      .min(0.1)
      .max(1)
      .default(0.5)
      .describe('Smallest factor on the size of an entry.'),
    max_size_multiplier: z
      .number()
      .min(1)
      .max(5)
      .default(1.5)
      .describe('Largest factor on the size of an entry.'),
  })
  .refine((all) => all.min_range_bps < all.max_range_bps, {
    path: ['min_range_bps'],
    message: 'must be below max_range_bps',
  });

export type Params = z.output<typeof params>;
