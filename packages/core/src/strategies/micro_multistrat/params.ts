import { z } from 'zod';
import { orderParams } from '../order-params.ts';

const weight = (standard: number, voter: string) =>
  z.number().min(0).max(3).default(standard).describe(`Weight of the ${voter}; 0 silences it.`);

export const params = z
  .strictObject({
    ...orderParams({
      notional: 1_500,
      stop_bps: 35,
      target_bps: 50,
      time_stop_ms: 2_700_000,
      max_spread_bps: 4,
      cooldown_ms: 900_000,
    }),
    weight_slope: weight(1, 'slope vote'),
    weight_pullback: weight(1, 'pullback vote'),
    weight_breakout: weight(1, 'breakout vote'),
    weight_wick: weight(1, 'wick vote'),
    weight_position: weight(0.5, 'range position vote'),
    quorum: z
      .number()
      .min(0.5)
      .max(15)
      .default(2.5)
      .describe('Weight of votes for one side that an entry needs.'),
    max_dissent: z
      .number()
      .min(0)
      .max(15)
      .default(0.5)
      .describe('No entry while the votes for the other side weigh more than this.'),
    exit_quorum: z
      .number()
      .min(0.5)
      .max(15)
      .default(2.5)
      .describe('Weight of votes against the position that closes it.'),
    ema_bars: z.int().min(2).max(200).default(20).describe('Length of the average price, bars.'),
    min_slope_atr: z
      .number()
      .min(0)
      .max(2)
      .default(0.12)
      .describe('Slope vote: the average must move this share of the ATR in one bar.'),
    rsi_bars: z.int().min(2).max(100).default(14).describe('Length of the RSI, bars.'),
    rsi_pullback: z
      .number()
      .min(5)
      .max(50)
      .default(48)
      .describe('Pullback vote: RSI a dip must have reached; a rise mirrors it (100 minus this).'),
    atr_bars: z
      .int()
      .min(2)
      .max(200)
      .default(14)
      .describe('Length of the average true range, bars.'),
    breakout_bars: z
      .int()
      .min(2)
      .max(500)
      .default(20)
      .describe('Breakout vote: bars whose extremes the close must leave behind.'),
    wick_share: z
      .number()
      .min(0.51)
      .max(0.95)
      .default(0.55)
      .describe('Wick vote: share of the bar that the wick must make up.'),
    min_wick_atr: z
      .number()
      .min(0)
      .max(5)
      .default(0.8)
      .describe('Wick vote: the bar must span this many ATR.'),
    range_bars: z
      .int()
      .min(5)
      .max(1_000)
      .default(60)
      .describe('Range position vote: bars the range is taken from.'),
    range_edge: z
      .number()
      .min(0.01)
      .max(0.5)
      .default(0.2)
      .describe('Range position vote: share of the range that counts as its edge.'),
  })
  .refine((all) => all.max_dissent < all.quorum, {
    path: ['max_dissent'],
    message: 'must be below quorum',
  });

export type Params = z.output<typeof params>;
