import { z } from 'zod';

export interface OrderDefaults {
  readonly notional: number;
  readonly stop_bps: number;
  readonly target_bps: number;
  readonly time_stop_ms: number;
  readonly max_spread_bps: number;
  readonly cooldown_ms: number;
}

/** The parameters every scalping strategy has, with its own defaults: spread into its schema. */
export const orderParams = (defaults: OrderDefaults) => ({
  notional: z
    .number()
    .min(10)
    .max(1_000_000)
    .default(defaults.notional)
    .describe('Size of an entry in account currency.'),
  stop_bps: z
    .number()
    .min(1)
    .max(400)
    .default(defaults.stop_bps)
    .describe('Distance of the protective stop from the entry, basis points.'),
  target_bps: z
    .number()
    .min(1)
    .max(1_000)
    .default(defaults.target_bps)
    .describe('Gain at which the position is closed, basis points.'),
  time_stop_ms: z
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(defaults.time_stop_ms)
    .describe('Age at which the position is closed whatever it stands at, milliseconds.'),
  max_spread_bps: z
    .number()
    .min(0)
    .max(100)
    .default(defaults.max_spread_bps)
    .describe('No entry while the spread is wider than this, basis points.'),
  cooldown_ms: z
    .int()
    .min(0)
    .max(86_400_000)
    .default(defaults.cooldown_ms)
    .describe('Rest after a proposal before the next one in the same symbol, milliseconds.'),
});
