import { z } from 'zod';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';

const WEEK_S = 604_800;
const WEEK_MS = WEEK_S * 1_000;

const symbol = z.string().min(1).max(40);
/** Per cent, of a change in either direction. */
const percent = z.number().gt(0).max(100);

/**
 * Shape and range of one wake condition, wherever it comes from: the model's answer, a stored state, a test.
 * What only the gate can know (symbol served, level on the right side, room left) it says with a refusal.
 */
export const wakeConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('price_cross'),
    symbol,
    level: z.number().gt(0).max(1e15),
    side: z.enum(['above', 'below']),
  }),
  z.strictObject({ kind: z.literal('percent_move'), symbol, percent }),
  z.strictObject({
    kind: z.literal('z_score'),
    symbol,
    of: z.enum(['price', 'volume']),
    /** Standard deviations. Below one every second bucket would do. */
    threshold: z.number().min(1).max(50),
  }),
  z.strictObject({
    kind: z.literal('funding_over'),
    symbol,
    /** Above zero: at this rate or over it. Below zero: at this rate or under it. */
    rate_bps: z
      .number()
      .min(-1_000)
      .max(1_000)
      .refine((rate) => rate !== 0, 'must not be zero'),
  }),
  z.strictObject({ kind: z.literal('open_interest_change'), symbol, percent }),
  z.strictObject({
    kind: z.literal('candle_close'),
    symbol,
    timeframe_ms: z.int().min(1_000).max(WEEK_MS),
  }),
  z.strictObject({ kind: z.literal('time'), symbol, in_s: z.number().gt(0).max(WEEK_S) }),
]) satisfies z.ZodType<WakeCondition>;
