import { z } from 'zod';
import { agentConfigSchema } from './agent/config/agent.schema.ts';
import { amountSchema, positiveAmountSchema, positiveDecimalSchema } from './decimal.schema.ts';

const currencySchema = z.string().regex(/^[A-Z]{3,6}$/, 'must be an upper-case currency code');
const symbolSchema = z
  .string()
  .regex(/^[A-Z0-9]{2,10}\/[A-Z0-9]{2,10}$/, 'must look like BASE/QUOTE');
const bpsSchema = z.number().min(0).max(1_000);
const wideBpsSchema = z.number().min(1).max(5_000);

export const instrumentConfigSchema = z.strictObject({
  symbol: symbolSchema,
  tick_size: positiveDecimalSchema,
  lot_size: positiveDecimalSchema,
  min_qty: positiveDecimalSchema,
  /** Quote currency. */
  min_notional: amountSchema,
  calendar: z.enum(['always', 'fx-week']),
});

export const riskConfigSchema = z.strictObject({
  /** Account currency, per order. */
  max_order_notional: positiveAmountSchema,
  max_symbol_exposure: positiveAmountSchema,
  max_total_exposure: positiveAmountSchema,
  max_open_orders: z.int().min(1).max(1_000),
  max_orders_per_second: z.int().min(1).max(1_000),
  /** Distance of an order price from the mid. */
  price_collar_bps: bpsSchema,
  /** No tick for this long: no entries in that symbol. */
  stale_after_ms: z.int().min(100).max(600_000),
  /** Account currency lost since 00:00 UTC. */
  max_daily_loss: amountSchema,
  /** Fall of equity from its peak. */
  max_drawdown_pct: z.number().gt(0).max(100),
  /** Same strategy, symbol and side this often in the window: the strategy is switched off. */
  repeated_entries_limit: z.int().min(2).max(1_000),
  repeated_entries_window_ms: z.int().min(1_000).max(3_600_000),
});

export const safetyConfigSchema = z.strictObject({
  /** Stop distance used when a strategy names none, and the furthest it may name. */
  max_stop_bps: bpsSchema,
  /** Gain at which the trailing stop starts. */
  trail_after_bps: bpsSchema,
  /** Distance of the trailing stop from the best price. */
  trail_distance_bps: bpsSchema,
  /**
   * How long a stop that rests at the venue may take to stand there before its position is closed instead.
   * Left out: 3000.
   */
  stop_stands_within_ms: z.int().min(100).max(60_000).optional(),
  /** The three distances for positions of `claude` and `claude_rules`, which are held for hours and days. */
  agent: z
    .strictObject({
      max_stop_bps: wideBpsSchema.default(400),
      trail_after_bps: wideBpsSchema.default(1_200),
      trail_distance_bps: wideBpsSchema.default(1_200),
    })
    .optional(),
});

export const simulationConfigSchema = z.strictObject({
  seed: z.int().min(0).max(4_294_967_295),
  latency_ms: z.number().min(0).max(10_000),
  maker_fee_bps: z.number().min(-10).max(100),
  taker_fee_bps: z.number().min(0).max(100),
  /** Market events a second over all symbols, on average. */
  events_per_second: z.number().min(0.1).max(100_000),
});

const serverConfigSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(0).max(65_535),
  /** Host names the front door answers to, besides loopback. */
  allowed_hosts: z.array(z.string().min(1)),
});

const journalConfigSchema = z.strictObject({
  /** Oldest sessions go first when the folder grows past this. */
  max_megabytes: z.int().min(16).max(1_000_000),
});

const strategyIdSchema = z.string().regex(/^[a-z][a-z0-9_]*$/);

const strategyEntryConfigSchema = z.strictObject({
  /** Strategy folder name. */
  strategy: strategyIdSchema,
  /** Name of a variant: the same code under a name, a switch and a parameter file of its own. */
  id: strategyIdSchema.optional(),
  symbols: z.array(symbolSchema).min(1),
  /** Switch position of a strategy that has never been switched. */
  initial: z.enum(['on', 'manage-only', 'off']),
});

/** `config/quarterdeck.yaml`, whole. Unknown keys are refused. */
export const quarterdeckConfigSchema = z.strictObject({
  account: z.strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,32}$/),
    currency: currencySchema,
    /** Simulated venues only. */
    starting_balance: amountSchema,
    /** Currencies counted as one unit of the account currency. */
    pegged: z.array(currencySchema),
  }),
  venue: z.enum(['simulated']),
  instruments: z.array(instrumentConfigSchema).min(1),
  strategies: z.array(strategyEntryConfigSchema),
  /** Values for every strategy that has a parameter of that name; the strategy's own file wins. */
  strategy_defaults: z.record(z.string(), z.unknown()).default({}),
  risk: riskConfigSchema,
  safety: safetyConfigSchema,
  simulation: simulationConfigSchema,
  server: serverConfigSchema,
  journal: journalConfigSchema,
  agent: agentConfigSchema.optional(),
});

export type QuarterdeckConfig = z.output<typeof quarterdeckConfigSchema>;
export type RiskConfig = z.output<typeof riskConfigSchema>;
export type SafetyConfig = z.output<typeof safetyConfigSchema>;
export type SimulationConfig = z.output<typeof simulationConfigSchema>;
export type InstrumentConfig = z.output<typeof instrumentConfigSchema>;
