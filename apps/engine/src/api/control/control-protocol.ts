import { z } from 'zod';
import {
  flattenCommandSchema,
  lockCommandSchema,
  receiptSchema,
  reloadParamsSchema,
  resetBreakerSchema,
  unlockCommandSchema,
} from '@quarterdeck/core/contract/command.schema';
import { consoleStateSchema } from '@quarterdeck/core/contract/console-state.schema';

const label = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,31}$/i, 'must be 1 to 32 letters, digits, dots or dashes');

/** One line of JSON to the engine asks one thing; one line comes back. */
export const controlRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('status') }),
  z.strictObject({ method: z.literal('lock'), command: lockCommandSchema }),
  z.strictObject({ method: z.literal('unlock'), command: unlockCommandSchema }),
  z.strictObject({ method: z.literal('reload-params'), command: reloadParamsSchema }),
  z.strictObject({ method: z.literal('flatten'), command: flattenCommandSchema }),
  z.strictObject({ method: z.literal('reset-breaker'), command: resetBreakerSchema }),
  z.strictObject({ method: z.literal('audit'), limit: z.int().min(1).max(10_000) }),
  z.strictObject({ method: z.literal('verify-audit') }),
  z.strictObject({ method: z.literal('link') }),
  z.strictObject({ method: z.literal('create-token'), label }),
  z.strictObject({ method: z.literal('list-tokens') }),
  z.strictObject({ method: z.literal('revoke-token'), label }),
]);

const auditEntrySchema = z.object({
  id: z.number(),
  ts: z.number(),
  actor: z.string(),
  via: z.string(),
  action: z.string(),
  request: z.string(),
  outcome: z.string(),
  eventSeq: z.number(),
  hash: z.string(),
});

/** What each method answers with. */
export const controlResultSchemas = {
  status: consoleStateSchema
    .omit({ trades: true, eventTail: true, auditTail: true })
    .extend({ tsNow: z.number() }),
  lock: receiptSchema,
  unlock: receiptSchema,
  'reload-params': receiptSchema,
  flatten: receiptSchema,
  'reset-breaker': receiptSchema,
  audit: z.array(auditEntrySchema),
  /** Id of the first entry that does not follow from the one before it. */
  'verify-audit': z.object({ brokenAt: z.number().nullable() }),
  link: z.object({ url: z.string() }),
  'create-token': z.object({ token: z.string() }),
  'list-tokens': z.array(z.object({ label: z.string(), tsCreated: z.number() })),
  'revoke-token': z.object({ revoked: z.boolean() }),
} as const;

const errorSchema = z.object({
  code: z.string(),
  message: z.string(),
  numbers: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const controlAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorSchema }),
]);

export type ControlRequest = z.output<typeof controlRequestSchema>;
export type ControlMethod = ControlRequest['method'];
export type ControlResult<TMethod extends ControlMethod> = z.output<
  (typeof controlResultSchemas)[TMethod]
>;
export type ControlAnswer = z.output<typeof controlAnswerSchema>;
export type ControlStatus = ControlResult<'status'>;
