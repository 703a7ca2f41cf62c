import { z } from 'zod';
import { HORIZONS } from '../../model/agent/decision.ts';
import { signedDecimalSchema } from '../decimal.schema.ts';

const momentSchema = z.int().min(0);

/** One play marked at one horizon, in quote currency; net is gross minus all the others. */
const markSchema = z.strictObject({
  gross: z.number(),
  fees: z.number(),
  slippage: z.number(),
  /** Paid; below zero where it was received. */
  funding: z.number(),
  net: z.number(),
  exit: z.enum(['none', 'horizon', 'stop', 'target']),
  tsExit: momentSchema,
});

export const horizonResultSchema = z.strictObject({
  kind: z.literal('horizon'),
  horizon: z.enum(HORIZONS),
  tsDue: momentSchema,
  /** Close of the last bar that ended by then. */
  tsMark: momentSchema,
  markPrice: z.number().positive(),
  claude: markSchema,
  rules: markSchema.nullable(),
  nothing: markSchema,
  vetoed: markSchema.nullable(),
});

/** The trade a decision led to, as the ledger closed it. */
const tradeResultSchema = z.strictObject({
  kind: z.literal('trade'),
  positionId: z.string().min(1),
  tsOpened: momentSchema,
  tsClosed: momentSchema,
  realised: signedDecimalSchema,
  fees: signedDecimalSchema,
  net: signedDecimalSchema,
  exitReason: z.string(),
  direction: z.enum(['long', 'short']),
  /** Share of the entry's notional, after fees and the tokens of the decision: what was learned from. */
  netReturn: z.number(),
});

export const decisionResultSchema = z.discriminatedUnion('kind', [
  horizonResultSchema,
  tradeResultSchema,
]);

export type Mark = z.output<typeof markSchema>;
export type HorizonResult = z.output<typeof horizonResultSchema>;
export type DecisionResult = z.output<typeof decisionResultSchema>;
