import { z } from 'zod';
import {
  AGENT_ACTIONS,
  AGENT_OUTCOMES,
  DECISION_EVENTS,
  HORIZONS,
  MEMORY_KINDS,
  SIGNAL_NAMES,
  type AgentDecision,
} from '../../model/agent/decision.ts';
import { EFFORTS, FAILURE_CLASSES } from '../../model/agent/model-call.ts';
import { WAKE_KINDS, type WakeCondition } from '../../model/agent/wake-condition.ts';
import { amountSchema, positiveDecimalSchema } from '../decimal.schema.ts';

/** Raised with every change of the shape; what is stored keeps the number it was written with. */
export const DECISION_RECORD_VERSION = 1;

/** A skip is counted by the minute and never stored row by row. */
export const recordedOutcomeSchema = z.enum(AGENT_OUTCOMES).exclude(['GATE_SKIP']);

export const DECISION_ACTORS = ['model', 'rules'] as const;
export const decisionActorSchema = z.enum(DECISION_ACTORS);

/** SHA-256 in lower-case hexadecimal. */
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const idSchema = z.string().min(1).max(120);
const momentSchema = z.int().min(0);
const numbersSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const bySignal = z.record(z.enum(SIGNAL_NAMES), z.number());

// Shape only: what was decided is written down even where a range has been narrowed since.
const wakeSchema = z.looseObject({
  kind: z.enum(WAKE_KINDS),
  symbol: z.string(),
}) as unknown as z.ZodType<WakeCondition>;
const levelSchema = z.strictObject({ kind: z.enum(['atr', 'level']), value: z.number() });

const decisionShape = z.strictObject({
  action: z.enum(AGENT_ACTIONS),
  symbol: z.string(),
  sizeFraction: z.number(),
  pEvent: z.number(),
  event: z.enum(DECISION_EVENTS),
  horizon: z.enum(HORIZONS),
  stop: levelSchema.nullable(),
  takeProfit: levelSchema.nullable(),
  evidence: z.array(z.strictObject({ field: z.string(), stance: z.enum(['supports', 'opposes']) })),
  signalConfidence: bySignal,
  rationale: z.string(),
  invalidation: wakeSchema.nullable(),
  wake: z.array(wakeSchema),
  nextCheckS: z.number(),
  memory: z.array(
    z.strictObject({
      op: z.enum(['add', 'expire']),
      kind: z.enum(MEMORY_KINDS),
      ref: z.string(),
      value: z.string(),
    }),
  ),
});
const decisionSchema = decisionShape as unknown as z.ZodType<AgentDecision>;

const tokensSchema = z.int().min(0);
const attemptSchema = z.strictObject({
  attempt: z.int(),
  model: z.string(),
  requestId: z.string().nullable(),
  tsSent: momentSchema,
  tsEnded: momentSchema,
  usage: z
    .strictObject({
      inputTokens: tokensSchema,
      outputTokens: tokensSchema,
      thinkingTokens: tokensSchema,
      cacheRead: tokensSchema,
      cacheWrite5m: tokensSchema,
      cacheWrite1h: tokensSchema,
    })
    .nullable(),
  status: z.int().nullable(),
  end: z.enum(['message', 'failure']),
  failure: z.enum(FAILURE_CLASSES).nullable(),
  detail: z.string(),
});

/** What was asked, text by text as it went out. */
const requestSchema = z.strictObject({
  model: z.string(),
  effort: z.enum(EFFORTS),
  maxTokens: z.int(),
  deadlineMs: z.number(),
  staticText: z.string(),
  slowText: z.string(),
  freshText: z.string(),
  schemaText: z.string(),
});

const sizeTrailSchema = z.strictObject({
  /** What the figures count: share of the risk budget, or base or quote units. */
  unit: z.enum(['risk_fraction', 'base', 'quote']),
  requested: z.number(),
  /** In the order they were applied. */
  clamps: z.array(z.strictObject({ name: z.string(), before: z.number(), after: z.number() })),
  final: z.number(),
});

const vetoSchema = z.strictObject({ code: z.string(), numbers: numbersSchema });

const orderSchema = z.strictObject({
  clientOrderId: idSchema,
  leg: z.enum(['entry', 'exit', 'stop', 'target']),
  side: z.enum(['buy', 'sell']),
  qty: positiveDecimalSchema,
  /** Null: at the market. */
  price: positiveDecimalSchema.nullable(),
  reduceOnly: z.boolean(),
});

/** What one book does with the exposure at a decision, for the counterfactual book. */
const playSchema = z.strictObject({
  action: z.enum(AGENT_ACTIONS),
  /** Change of exposure in quote currency, without sign; zero where nothing changes. */
  notionalQuote: z.number().min(0),
  /** Takes from an open position instead of opening one. */
  reduces: z.boolean(),
  stopPrice: z.number().positive().nullable(),
  targetPrice: z.number().positive().nullable(),
});

const costSchema = z.strictObject({
  /** US dollars of attempts whose bill is complete. */
  certain: amountSchema,
  /** Seen so far of attempts that broke off: a lower bound. */
  seen: amountSchema,
  /** Attempts that may have been billed without our knowing. */
  unbilled: z.int().min(0),
  /** Certain plus seen. */
  total: amountSchema,
  priceTableVersion: z.string(),
});

/** One evaluation that reached a question or a fallback: all it takes to understand, replay and price it. */
export const decisionRecordSchema = z.strictObject({
  recordVersion: z.literal(DECISION_RECORD_VERSION),
  decisionId: idSchema,
  /** Null: nothing was asked. */
  questionId: idSchema.nullable(),
  symbol: z.string().min(1),
  /** Of the newest figure in the snapshot. */
  tsData: momentSchema,
  tsDecision: momentSchema,
  /** When orders were handed over; null where there are none. */
  tsOrder: momentSchema.nullable(),
  actor: decisionActorSchema,
  outcome: recordedOutcomeSchema,
  gate: z.strictObject({ layer: z.string(), numbers: numbersSchema }),
  snapshot: z.strictObject({ version: z.int(), hash: sha256Schema, text: z.string() }),
  request: requestSchema.nullable(),
  /** As the provider names it; null where no message came. */
  modelReturned: z.string().nullable(),
  attempts: z.array(attemptSchema),
  answer: z.strictObject({ text: z.string(), stopReason: z.string() }).nullable(),
  failure: z
    .strictObject({
      failure: z.enum(FAILURE_CLASSES),
      outcome: z.enum(AGENT_OUTCOMES),
      detail: z.string(),
    })
    .nullable(),
  decision: decisionSchema.nullable(),
  draw: z
    .strictObject({
      seed: z.number(),
      regime: z.string(),
      samples: bySignal,
      weights: bySignal,
    })
    .nullable(),
  probability: z.strictObject({
    raw: z.number().nullable(),
    calibrated: z.number().nullable(),
  }),
  size: sizeTrailSchema.nullable(),
  veto: vetoSchema.nullable(),
  orders: z.array(orderSchema),
  /** Prices the plays are marked from, and what a taker pays. */
  market: z.strictObject({
    bid: z.number().positive(),
    ask: z.number().positive(),
    takerFeeBps: z.number(),
  }),
  plays: z.strictObject({
    taken: playSchema,
    /** The rule pipeline on the same snapshot; null where it was not run. */
    rules: playSchema.nullable(),
    /** What the veto kept back. */
    vetoed: playSchema.nullable(),
  }),
  cost: costSchema,
  versions: z.strictObject({
    sdk: z.string(),
    prompt: z.string(),
    schema: z.string(),
    configHash: sha256Schema,
  }),
  breaker: z.strictObject({ state: z.string(), failure: z.enum(FAILURE_CLASSES).nullable() }),
  budget: z.strictObject({ mode: z.string(), spent: amountSchema, limit: amountSchema }),
  /** Canonical JSON each step of the decision read, by name of the step: with it a replay needs nothing else. */
  inputs: z.record(z.string(), z.string()),
});

export type DecisionActor = (typeof DECISION_ACTORS)[number];
export type RecordedOutcome = z.output<typeof recordedOutcomeSchema>;
export type DecisionRecord = z.output<typeof decisionRecordSchema>;
export type SizeTrail = z.output<typeof sizeTrailSchema>;
export type RecordedVeto = z.output<typeof vetoSchema>;
export type RecordedOrder = z.output<typeof orderSchema>;
export type Play = z.output<typeof playSchema>;
