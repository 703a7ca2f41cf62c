import { z } from 'zod';
import {
  AGENT_ACTIONS,
  DECISION_EVENTS,
  HORIZONS,
  MEMORY_KINDS,
  SIGNAL_NAMES,
} from '../../model/agent/decision.ts';
import { wakeConditionSchema } from './wake-condition.schema.ts';

/** Limits of the answer. The provider's grammar enforces none of them: they hold because they are checked here. */
export const ANSWER_LIMITS = {
  /** Characters of the whole answer, before it is parsed. */
  answerChars: 20_000,
  /** Characters kept of the rationale after cleaning. */
  rationaleChars: 600,
  /** Characters of the values of all memory operations together. */
  memoryChars: 500,
  evidence: 8,
  wake: 5,
  memory: 3,
  leastProbability: 0.01,
  mostProbability: 0.99,
  atrMultiple: 20,
  nextCheckS: 604_800,
} as const;

const unitIntervalSchema = z.number().min(0).max(1);
const idSchema = z.string().min(1).max(80);

const exitLevelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('atr'),
    value: z.number().positive().max(ANSWER_LIMITS.atrMultiple),
  }),
  z.strictObject({ kind: z.literal('level'), value: z.number().positive().max(1e12) }),
]);

const confidenceShape = Object.fromEntries(
  SIGNAL_NAMES.map((name) => [name, unitIntervalSchema]),
) as Record<(typeof SIGNAL_NAMES)[number], typeof unitIntervalSchema>;

const memoryOpSchema = z.strictObject({
  op: z.enum(['add', 'expire']),
  kind: z.enum(MEMORY_KINDS),
  ref: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,47}$/),
  value: z.string().max(2_000),
});

/** The model's answer as it crosses the wire. Unknown keys are refused; symbol and evidence ids are checked by the reader. */
export const wireDecisionSchema = z.strictObject({
  action: z.enum(AGENT_ACTIONS),
  symbol: z.string().min(1).max(40),
  /** Share of the risk budget; where SELL closes a long or BUY a short, share of the position. */
  size_fraction: unitIntervalSchema,
  p_event: z.number().min(ANSWER_LIMITS.leastProbability).max(ANSWER_LIMITS.mostProbability),
  event: z.enum(DECISION_EVENTS),
  horizon: z.enum(HORIZONS),
  stop: exitLevelSchema.nullable(),
  take_profit: exitLevelSchema.nullable(),
  evidence: z
    .array(z.strictObject({ field: idSchema, stance: z.enum(['supports', 'opposes']) }))
    .max(ANSWER_LIMITS.evidence),
  signal_confidence: z.strictObject(confidenceShape),
  rationale: z.string().max(ANSWER_LIMITS.answerChars),
  invalidation: wakeConditionSchema.nullable(),
  wake: z.array(wakeConditionSchema).max(ANSWER_LIMITS.wake),
  next_check_s: z.number().positive().max(ANSWER_LIMITS.nextCheckS),
  memory: z.array(memoryOpSchema).max(ANSWER_LIMITS.memory),
});

export type WireDecision = z.output<typeof wireDecisionSchema>;
