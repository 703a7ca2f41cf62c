import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
  quarterdeckConfigSchema,
  type QuarterdeckConfig,
} from '@quarterdeck/core/contract/config.schema';
import { projectRoot } from '../../runtime/start/project-paths.ts';

export interface BenchConfigOptions {
  readonly folder: string;
  readonly eventsPerSecond: number;
  /** Trades at every chance, with limits that never bind: for measures that need orders. */
  readonly isBusy?: boolean;
  /** Nobody trades but the agent, asking whenever it may. */
  readonly isAgent?: boolean;
}

/** Every limit is still checked for every order; none of them stops the strategies after a minute. */
const WIDE_RISK = {
  max_symbol_exposure: '10000000',
  max_total_exposure: '40000000',
  max_open_orders: 1_000,
  max_orders_per_second: 1_000,
  repeated_entries_limit: 1_000,
  repeated_entries_window_ms: 1_000,
  max_daily_loss: '90000000',
  max_drawdown_pct: 100,
};

const BUSY_ORDERS = {
  notional: 200,
  target_bps: 1,
  time_stop_ms: 1_000,
  max_spread_bps: 100,
  cooldown_ms: 0,
};

const BUSY_STRATEGIES: Readonly<Record<string, object>> = {
  scalp_ping_5s: {
    ...BUSY_ORDERS,
    quiet_ms: 5_000,
    quiet_ratio: 2,
    burst_ratio: 0.1,
    min_burst_bps: 0,
  },
  scalp_tick_imbalance: {
    ...BUSY_ORDERS,
    half_life_ms: 500,
    min_ticks: 2,
    min_imbalance: 0.05,
    min_sigma: 0.5,
    min_drift_bps: 0,
    min_hold_ms: 0,
    exit_sigma: 0.5,
  },
  scalp_macd_rsi_div: { ...BUSY_ORDERS, min_rsi_gap: 0 },
};

/** The others stand beside them switched off, as on every desk: they learn and are refused. */
const isBusyWhenAsked = ({ strategy, id }: QuarterdeckConfig['strategies'][number]): boolean =>
  id === undefined && strategy in BUSY_STRATEGIES;

/** Pairs beside the project's own: one strategy holds a pair once, so that many orders need many pairs. */
const MORE_PAIRS = Array.from({ length: 24 }, (_, index) => `B${index + 10}/USDT`);

function withMorePairs(config: QuarterdeckConfig): QuarterdeckConfig {
  const [pattern] = config.instruments;
  const added = MORE_PAIRS.map((symbol) => ({
    symbol,
    tick_size: '0.0001',
    lot_size: '0.01',
    min_qty: '0.01',
    min_notional: '5',
    calendar: pattern?.calendar ?? 'always',
  }));
  return {
    ...config,
    account: { ...config.account, starting_balance: '100000000' },
    risk: { ...config.risk, ...WIDE_RISK },
    instruments: [...config.instruments, ...added],
    strategies: config.strategies.filter(isBusyWhenAsked).map((entry) => ({
      ...entry,
      symbols: [...entry.symbols, ...MORE_PAIRS],
    })),
  };
}

/** Bars of seconds and a gate that is open whenever its pause is over; the provider's price never binds. */
const HASTY_AGENT = {
  timeframes_ms: [1_000, 5_000],
  signal_timeframe_ms: 5_000,
  gate: {
    timer: { min_s: 1, max_s: 2 },
    candle: { timeframes_ms: [] },
    budget: { min_pause_s: 1, max_per_hour: 1_000, reserved_per_hour: 10 },
  },
  // Nobody learns here that the answers are worth nothing.
  learner: { sizing: { probation: { cases: 10_000 } } },
  model: { budget: { day_usd: '100000' } },
};

/** The agent alone, on every instrument of the project's own. */
function withHastyAgent(config: QuarterdeckConfig): object {
  const symbols = config.instruments.map(({ symbol }) => symbol);
  const risk = { ...config.risk, ...WIDE_RISK };
  return { ...config, risk, strategies: [], agent: { ...HASTY_AGENT, symbols } };
}

const DEFAULT_CONFIG = path.join(projectRoot, 'config/quarterdeck.yaml');

/** A measure never pays for an answer, whoever's key stands in the environment. */
const withoutModel = ({ agent, ...rest }: QuarterdeckConfig): object => ({
  ...rest,
  ...(agent !== undefined && { agent: { ...agent, brain: 'rules' } }),
});

/** The project's own configuration with the load of the measure, as a file a real engine can be given. */
export function writeBenchConfig(options: BenchConfigOptions): string {
  const { folder, eventsPerSecond, isBusy = false, isAgent = false } = options;
  const config = quarterdeckConfigSchema.parse(parse(readFileSync(DEFAULT_CONFIG, 'utf8')));
  const wanted = isAgent
    ? withHastyAgent(config)
    : withoutModel(isBusy ? withMorePairs(config) : config);
  const simulation = { ...config.simulation, events_per_second: eventsPerSecond };
  const changed = { ...wanted, simulation };
  const file = path.join(folder, 'quarterdeck.yaml');
  // JSON is YAML too.
  writeFileSync(file, JSON.stringify(changed, undefined, 2));
  const strategies = path.join(folder, 'strategies');
  mkdirSync(strategies, { recursive: true });
  for (const [name, params] of Object.entries(isBusy ? BUSY_STRATEGIES : {})) {
    writeFileSync(path.join(strategies, `${name}.yaml`), JSON.stringify(params));
  }
  return file;
}
