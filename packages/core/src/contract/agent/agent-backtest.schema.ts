import { z } from 'zod';
import { HORIZONS } from '../../model/agent/decision.ts';
import { backtestCostsSchema } from '../backtest.schema.ts';
import { amountSchema, signedDecimalSchema } from '../decimal.schema.ts';
import { decisionCostDaySchema, outcomeCountsSchema } from './decision-list.schema.ts';
import { learningViewSchema } from './learning-view.schema.ts';

const momentSchema = z.number();
const count = z.int().min(0);

export const AGENT_BACKTEST_REPORT_VERSION = 1;

/** Where the market comes from. */
const marketSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tape'), files: z.array(z.string()).min(1) }),
  z.strictObject({
    kind: z.literal('generated'),
    days: z.number().gt(0).max(366),
    seed: z.int().min(0).max(4_294_967_295),
    tsStart: momentSchema,
    barMs: z.int().min(1_000).max(3_600_000),
  }),
]);

/** One run, as the command line asks for it. */
export const agentBacktestRequestSchema = z.strictObject({
  market: marketSchema,
  /** `scripted:<name>[:seed]`, `recorded:<folder or export>` or `api[:<model>]`. */
  model: z.string().min(1),
  /** Of those the agent is configured for; left out: all of them, and on a tape all that it has. */
  symbols: z.array(z.string().min(3)).min(1).optional(),
  /** Strategies of the configuration that run beside the agent; none: the agent alone. */
  strategies: z.array(z.string()).default([]),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  starting_balance: amountSchema.optional(),
  costs: backtestCostsSchema.prefault({}),
  /** Refuse the run where its figures could be no evidence about the model. */
  evidence: z.boolean().default(false),
});

const intervalSchema = z.strictObject({ low: z.number(), high: z.number() }).nullable();
const estimateSchema = z.strictObject({
  n: count,
  clusters: count,
  mean: z.number().nullable(),
  interval: intervalSchema,
});

const horizonSchema = z.strictObject({
  horizon: z.enum(HORIZONS),
  claude: estimateSchema,
  rules: estimateSchema,
  vetoed: estimateSchema,
  claudeMinusRules: estimateSchema,
  claudeMinusNothing: estimateSchema,
  rulesMinusNothing: estimateSchema,
});

const closedTradeSchema = z.strictObject({
  positionId: z.string(),
  strategy: z.string(),
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  tsOpened: momentSchema,
  tsClosed: momentSchema,
  net: signedDecimalSchema,
  fees: signedDecimalSchema,
  exitReason: z.string(),
});

/** What one run of the agent left behind; `report.json` in the run's folder. */
export const agentBacktestReportSchema = z.strictObject({
  version: z.literal(AGENT_BACKTEST_REPORT_VERSION),
  codeVersion: z.string(),
  request: agentBacktestRequestSchema,
  /** `smoke test`: the figures show that the machinery works and say nothing about the model. */
  label: z.enum(['evidence', 'smoke test']),
  /** Why it is no evidence; empty where it is. */
  labelReason: z.string(),
  window: z.strictObject({
    symbols: z.array(z.string()),
    tsFrom: momentSchema,
    tsTo: momentSchema,
    inputs: count,
    events: count,
  }),
  /** Models that were asked, in the order they first were. */
  models: z.array(z.string()),
  funnel: z.strictObject({
    ticks: count,
    evaluations: count,
    passes: count,
    questions: count,
    answers: count,
    /** Questions the answerer had nothing for. */
    missed: count,
    ...outcomeCountsSchema.shape,
  }),
  cost: z.strictObject({
    /** US dollars. */
    total: amountSchema,
    tradedNotional: amountSchema,
    bpsOfTraded: z.number().nullable(),
    days: z.array(decisionCostDaySchema),
    tokens: z.strictObject({
      input: count,
      output: count,
      thinking: count,
      cacheRead: count,
      cacheWrite5m: count,
      cacheWrite1h: count,
    }),
  }),
  money: z.strictObject({
    currency: z.string(),
    starting: amountSchema,
    gross: signedDecimalSchema,
    fees: signedDecimalSchema,
    net: signedDecimalSchema,
    /** One US dollar taken as one of the account's currency. */
    netAfterTokens: signedDecimalSchema,
    maxDrawdown: amountSchema,
    maxDrawdownPct: z.number(),
    orders: count,
    fills: count,
    trades: z.array(closedTradeSchema),
  }),
  counterfactual: z.array(horizonSchema),
  learning: learningViewSchema.nullable(),
  /** Each change of the breaker. */
  breaker: z.array(
    z.strictObject({
      ts: momentSchema,
      position: z.enum(['closed', 'open', 'half_open']),
      cause: z.string().nullable(),
      isHard: z.boolean(),
    }),
  ),
  alerts: z.array(z.strictObject({ code: z.string(), count })),
  denials: z.array(z.strictObject({ code: z.string(), count })),
  /** What must hold of every run. */
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export type AgentBacktestRequest = z.output<typeof agentBacktestRequestSchema>;
export type AgentBacktestReport = z.output<typeof agentBacktestReportSchema>;
