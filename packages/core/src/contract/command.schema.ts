import { z } from 'zod';
import { positiveDecimalSchema } from './decimal.schema.ts';
import { REASON_LENGTH } from './reason-length.ts';

/** Made by the client, once per act: the same id a second time changes nothing and returns the first receipt. */
const commandId = z.string().min(8).max(64);
/** Trimmed first: spaces are no reason. */
export const reasonSchema = z
  .string()
  .trim()
  .min(REASON_LENGTH.least, `say why in at least ${REASON_LENGTH.least} characters`)
  .max(REASON_LENGTH.most);
const name = z.string().min(1).max(64);

export const setStrategyControlSchema = z.strictObject({
  commandId,
  strategyId: name,
  entry_enabled: z.boolean().optional(),
  exit_enabled: z.boolean().optional(),
  memo: z.string().max(500).optional(),
});

export const lockCommandSchema = z.strictObject({
  commandId,
  level: z.enum(['lock', 'freeze']),
  reason: z.string().trim().max(REASON_LENGTH.most).default('emergency lock'),
});

export const unlockCommandSchema = z.strictObject({ commandId, reason: reasonSchema });

export const closePositionSchema = z.strictObject({
  commandId,
  positionId: name,
  /** Absent: all of it. */
  qty: positiveDecimalSchema.optional(),
});

export const moveStopSchema = z.strictObject({
  commandId,
  positionId: name,
  stopPrice: positiveDecimalSchema,
});

export const cancelOrderSchema = z.strictObject({ commandId, clientOrderId: name });

export const flattenCommandSchema = z.strictObject({
  commandId,
  /** Lock first, so that nothing reopens behind the flatten. */
  lockFirst: z.boolean(),
  reason: reasonSchema,
});

/** The values that change; the others stay as they are. Checked against the strategy's own schema when it is carried out. */
export const setStrategyParamsSchema = z.strictObject({
  commandId,
  strategyId: name,
  params: z
    .record(z.string().min(1).max(64), z.unknown())
    .refine((params) => Object.keys(params).length > 0, 'must name at least one parameter'),
  reason: reasonSchema,
});

/** Reads the parameter files again, of one strategy or of all; what a person had set for them ends. */
export const reloadParamsSchema = z.strictObject({
  commandId,
  strategyId: name.optional(),
  reason: reasonSchema,
});

/** The agent may ask the model again: for a breaker that only a person closes, once what opened it has been mended. */
export const resetBreakerSchema = z.strictObject({ commandId, reason: reasonSchema });

/** What came of a command: the number of the event that enforced it and how long that took. */
export const receiptSchema = z.object({
  commandId: z.string(),
  eventSeq: z.number(),
  enforcedMs: z.number(),
  tsEnforced: z.number(),
});

export type SetStrategyControl = z.output<typeof setStrategyControlSchema>;
export type LockCommand = z.output<typeof lockCommandSchema>;
export type UnlockCommand = z.output<typeof unlockCommandSchema>;
export type ClosePosition = z.output<typeof closePositionSchema>;
export type MoveStop = z.output<typeof moveStopSchema>;
export type CancelOrder = z.output<typeof cancelOrderSchema>;
export type FlattenCommand = z.output<typeof flattenCommandSchema>;
export type SetStrategyParams = z.output<typeof setStrategyParamsSchema>;
export type ReloadParams = z.output<typeof reloadParamsSchema>;
export type ResetBreaker = z.output<typeof resetBreakerSchema>;
export type Receipt = z.output<typeof receiptSchema>;
