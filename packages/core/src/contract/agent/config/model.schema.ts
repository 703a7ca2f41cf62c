import { z } from 'zod';
import { EFFORTS } from '../../../model/agent/model-call.ts';
import { positiveAmountSchema } from '../../decimal.schema.ts';

const modelIdSchema = z.string().regex(/^[a-z0-9][a-z0-9.-]{2,63}$/, 'must be a model id');
const percentSchema = z.number().gt(0).max(100);

export const breakerConfigSchema = z.strictObject({
  /** Transient failures in a row that open the breaker. */
  transient_limit: z.int().min(1).max(100).default(3),
  /** How long it stays open before one probe. */
  open_ms: z.int().min(1_000).max(86_400_000).default(900_000),
  /** Pause after a rate limit that names no time. */
  pressure_default_ms: z.int().min(1_000).max(86_400_000).default(60_000),
  /** Longest pause a rate limit may ask for. */
  pressure_max_ms: z.int().min(1_000).max(86_400_000).default(86_400_000),
  /** A probe without an answer for this long is given up and another one may go. */
  probe_lease_ms: z.int().min(1_000).max(3_600_000).default(180_000),
  /** Answers looked back over for their quality. */
  quality_window: z.int().min(2).max(1_000).default(20),
  /** Fewer answers than this say nothing about quality. */
  quality_min_answers: z.int().min(1).max(1_000).default(10),
  /** Unusable share of the window that opens the breaker. */
  quality_rate: z.number().gt(0).max(1).default(0.5),
});

export const budgetConfigSchema = z.strictObject({
  /** US dollars a UTC day, calls in flight at their worst case included. */
  day_usd: positiveAmountSchema.default('15'),
  /** US dollars a decision may cost at its worst, all attempts together. */
  decision_usd: positiveAmountSchema.default('2'),
  /** Share of the day's budget spent at which the next cheaper model answers. */
  cheaper_at_pct: percentSchema.default(60),
  /** Share at which the gate is widened as well. */
  wider_gate_at_pct: percentSchema.default(85),
  /** Share at which the rules decide alone until 00:00 UTC. */
  rules_only_at_pct: percentSchema.default(97),
  /** A step is taken back only when the share is this far below the one that caused it. */
  hysteresis_pct: z.number().min(0).max(50).default(5),
  /** A call nobody reported on for this long is booked at its worst case. */
  reservation_lease_ms: z.int().min(1_000).max(86_400_000).default(600_000),
});

/** `agent.model`: which model is asked, how long, and what it may cost. The key is never in a file. */
export const modelConfigSchema = z
  .strictObject({
    /** Other than the provider's own address. */
    base_url: z.url().optional(),
    /** Asked first. */
    primary: modelIdSchema.default('claude-opus-5-5'),
    /** Cheaper ones in the order the budget steps down to them. */
    cheaper: z.array(modelIdSchema).max(4).default(['claude-sonnet-5-5', 'claude-haiku-5-5']),
    /** How much work the model puts into an answer. */
    effort: z.enum(EFFORTS).default('medium'),
    /** Tokens of an answer, thinking included. */
    max_tokens: z.int().min(1_024).max(64_000).default(12_000),
    /** Head-room of the one retry after an answer was cut off at `max_tokens`. */
    max_tokens_retry: z.int().min(1_024).max(128_000).default(20_000),
    /** Over all attempts of one question. */
    deadline_ms: z.int().min(100).max(600_000).default(120_000),
    /** No byte for this long: the attempt is cut. */
    stall_ms: z.int().min(50).max(600_000).default(30_000),
    /** Attempts of one question, the first included. */
    max_attempts: z.int().min(1).max(3).default(3),
    /** Pause before an attempt that follows a transient failure. */
    retry_pause_ms: z.int().min(0).max(60_000).default(1_000),
    /** No further attempt when less than this is left of the deadline. */
    retry_min_left_ms: z.int().min(0).max(600_000).default(20_000),
    /** Characters of an answer after which the attempt is cut. */
    max_answer_chars: z.int().min(1_000).max(10_000_000).default(200_000),
    breaker: breakerConfigSchema.prefault({}),
    budget: budgetConfigSchema.prefault({}),
  })
  .refine((model) => model.max_tokens_retry > model.max_tokens, {
    path: ['max_tokens_retry'],
    message: 'must be above max_tokens',
  })
  .refine((model) => !model.cheaper.includes(model.primary), {
    path: ['cheaper'],
    message: 'must not name the primary model again',
  })
  .refine(
    ({ budget }) =>
      budget.cheaper_at_pct < budget.wider_gate_at_pct &&
      budget.wider_gate_at_pct < budget.rules_only_at_pct,
    { path: ['budget'], message: 'steps must come in the order cheaper, wider gate, rules only' },
  );

export type ModelConfig = z.output<typeof modelConfigSchema>;
export type BreakerConfig = z.output<typeof breakerConfigSchema>;
export type BudgetConfig = z.output<typeof budgetConfigSchema>;
