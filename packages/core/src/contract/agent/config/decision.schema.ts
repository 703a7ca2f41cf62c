import { z } from 'zod';
import { HORIZONS } from '../../../model/agent/decision.ts';

const ageSchema = z.int().min(100).max(86_400_000);
const bpsSchema = z.number().min(0).max(1_000);

/** What is checked between the answer and the order. */
export const preSendConfigSchema = z.strictObject({
  /** Oldest snapshot an answer may still act on, by the answer's horizon. */
  max_snapshot_age_ms: z
    .strictObject({
      '1h': ageSchema.default(130_000),
      '4h': ageSchema.default(150_000),
      '1d': ageSchema.default(180_000),
    })
    .prefault({}),
  /** Oldest quote an order may be priced from. */
  max_quote_age_ms: ageSchema.default(5_000),
  /** Furthest the mid may have moved since the snapshot, either way. */
  max_drift_bps: bpsSchema.default(40),
  /** The same in multiples of the snapshot's ATR. */
  max_drift_atr: z.number().gt(0).max(10).default(0.5),
  /** Widest spread an entry may cross. */
  max_spread_bps: bpsSchema.default(20),
  /** Fresh questions after a stale answer. */
  max_reasks: z.int().min(0).max(1).default(1),
});

/** How an answer becomes a wish. */
export const termsConfigSchema = z.strictObject({
  /** True: SELL may open a short where nothing is held. Never on a spot account. */
  may_short: z.boolean().default(false),
  /** Nearest stop; a nearer one is moved out to it. */
  min_stop_bps: bpsSchema.default(15),
  /** The wish is worthless after this long. */
  wish_expires_ms: z.int().min(100).max(60_000).default(5_000),
});

/** What the agent may carry from one decision to the next. */
export const memoryConfigSchema = z.strictObject({
  /** Most records kept; the one that expires first makes room. */
  max_records: z.int().min(0).max(50).default(12),
  /** Characters of free text over all records. */
  max_chars: z.int().min(0).max(500).default(500),
  /** Life of a record. */
  ttl_ms: z.int().min(60_000).max(2_592_000_000).default(604_800_000),
  /** Most lessons from closed trades kept. */
  max_lessons: z.int().min(0).max(50).default(10),
  /** Life of a lesson. */
  lesson_ttl_ms: z.int().min(60_000).max(7_776_000_000).default(1_209_600_000),
});

/** Oldest source a figure of the snapshot may have; an older one stops the question. */
export const snapshotConfigSchema = z.strictObject({
  /** Candles sent of each timeframe, newest first. */
  candles: z.int().min(2).max(100).default(24),
  /** Best bid and ask. */
  quote_max_age_ms: ageSchema.default(10_000),
  /** Candles and what is computed from them, in bars of their timeframe after the close. */
  bars_max_age: z.number().min(1).max(10).default(2),
  /** Funding, open interest, long/short ratio and volume delta. */
  derivatives_max_age_ms: ageSchema.default(1_800_000),
  /** Regimes: daily figures, lagged by their publication. */
  regime_max_age_ms: z.int().min(60_000).max(31_536_000_000).default(8_640_000_000),
  /** Last decisions shown with how they ended. */
  decisions: z.int().min(0).max(20).default(5),
});

/** The rule pipeline: the free default, and what stands in for the model. */
export const rulesConfigSchema = z
  .strictObject({
    /** Score, -1..1, from which a position is opened. */
    enter_score: z.number().gt(0).max(1).default(0.3),
    /** A position is kept until the score falls below this; lower than `enter_score`, so that noise does not turn it. */
    leave_score: z.number().min(-1).max(1).default(-0.05),
    /** Largest share of the risk budget the rules may ask for. */
    max_size_fraction: z.number().gt(0).max(1).default(0.5),
    /** Stop and target, multiples of ATR. */
    stop_atr: z.number().gt(0).max(20).default(2),
    target_atr: z.number().gt(0).max(20).default(3),
    /** What the stated probability is about. */
    horizon: z.enum(HORIZONS).default('4h'),
    /** When to look again. */
    next_check_s: z.int().min(10).max(86_400).default(900),
  })
  .refine((rules) => rules.leave_score < rules.enter_score, {
    message: 'leave_score must be below enter_score',
    path: ['leave_score'],
  });

/** `agent.decision` of the configuration; every key has a default. */
export const agentDecisionConfigSchema = z.strictObject({
  pre_send: preSendConfigSchema.prefault({}),
  terms: termsConfigSchema.prefault({}),
  memory: memoryConfigSchema.prefault({}),
  snapshot: snapshotConfigSchema.prefault({}),
  rules: rulesConfigSchema.prefault({}),
});

export type PreSendConfig = z.output<typeof preSendConfigSchema>;
export type TermsConfig = z.output<typeof termsConfigSchema>;
export type MemoryConfig = z.output<typeof memoryConfigSchema>;
export type SnapshotConfig = z.output<typeof snapshotConfigSchema>;
export type RulesConfig = z.output<typeof rulesConfigSchema>;
export type AgentDecisionConfig = z.output<typeof agentDecisionConfigSchema>;
