import { z } from 'zod';
import { orderParams } from '../order-params.ts';

export const params = z.strictObject({
  ...orderParams({
    notional: 1_500,
    stop_bps: 20,
    target_bps: 30,
    time_stop_ms: 1_200_000,
    max_spread_bps: 4,
    cooldown_ms: 300_000,
  }),
  interval: z
    .int()
    .min(5)
    .max(200)
    .default(20)
    .describe('Length of both channels and of the average volume, bars.'),
  bollinger_width: z
    .number()
    .min(0.5)
    .max(5)
    .default(2)
    .describe('Half width of the Bollinger bands, standard deviations of the closes.'),
  keltner_width: z
    .number()
    .min(0.5)
    .max(5)
    .default(1.5)
    .describe('Half width of the Keltner channel, average true ranges (ATR).'),
  min_squeeze_bars: z
    .int()
    .min(1)
    .max(200)
    .default(6)
    .describe('Bars in a row the Bollinger bands must have lain inside the Keltner channel.'),
  release_bars: z
    .int()
    .min(1)
    .max(50)
    .default(3)
    .describe('Bars after the end of the squeeze in which its break still counts.'),
  pulse_range: z
    .number()
    .min(0)
    .max(10)
    .default(1.5)
    .describe('True range of the breaking bar, at least this many ATR of the bars before.'),
  pulse_volume: z
    .number()
    .min(0)
    .max(20)
    .default(1.3)
    .describe(
      'Volume of the breaking bar over the average before; not asked for where none is traded.',
    ),
});

export type Params = z.output<typeof params>;
