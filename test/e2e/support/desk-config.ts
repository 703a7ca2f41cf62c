import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shippedConfig } from './project-paths.ts';

/**
 * `holding`: the live simulated venue; positions come within seconds and stay, so that a person can act on them.
 * `agent`: the same market; only the agent trades, on bars of seconds and a gate that opens at once.
 * `churning`: a generated tape played many times faster; every strategy enters and leaves all the time.
 */
export type DeskPace = 'holding' | 'churning' | 'agent';

const NEVER_STOPS = { stop_bps: 400, target_bps: 1_000, max_spread_bps: 100 };

/** The smallest thresholds each strategy accepts: a test waits for behaviour, not for a good trade. */
const EAGER = {
  scalp_ping_5s: { quiet_ms: 5_000, quiet_ratio: 2, burst_ratio: 0.1, min_burst_bps: 0 },
  scalp_tick_imbalance: {
    half_life_ms: 500,
    min_ticks: 2,
    min_imbalance: 0.05,
    min_sigma: 0.5,
    min_drift_bps: 0,
    exit_sigma: 10,
  },
  scalp_macd_rsi_div: {
    bars: '5s',
    macd_fast: 2,
    macd_slow: 3,
    macd_signal: 2,
    rsi_interval: 2,
    pivot_bars: 1,
    max_gap_bars: 200,
    min_rsi_gap: 0,
    rsi_exhausted: 50,
    rsi_exit: 99,
  },
} as const;

const RHYTHM = {
  agent: { notional: 500, time_stop_ms: 86_400_000, cooldown_ms: 500 },
  holding: { notional: 500, time_stop_ms: 86_400_000, cooldown_ms: 500 },
  churning: { notional: 500, time_stop_ms: 15_000, cooldown_ms: 1_000 },
} as const;

/** What the shipped configuration says differently here: a fast market, and no breaker that ends a test early. */
const CHANGED: readonly (readonly [RegExp, string])[] = [
  [/events_per_second: .*/, 'events_per_second: 200'],
  [/repeated_entries_limit: .*/, 'repeated_entries_limit: 1000'],
  [/max_orders_per_second: .*/, 'max_orders_per_second: 1000'],
  [/stale_after_ms: .*/, 'stale_after_ms: 60000'],
  [/max_daily_loss: .*/, "max_daily_loss: '50000'"],
  [/max_drawdown_pct: .*/, 'max_drawdown_pct: 50'],
  [/trail_after_bps: .*/, 'trail_after_bps: 1000'],
];

/** One symbol, short bars, and a gate that asks again every few seconds. */
const HASTY_AGENT = {
  symbols: ['BTC/USDT'],
  timeframes_ms: [1_000, 5_000],
  signal_timeframe_ms: 5_000,
  gate: {
    timer: { min_s: 2, max_s: 4 },
    candle: { timeframes_ms: [] },
    budget: { min_pause_s: 1, max_per_hour: 1_000, reserved_per_hour: 10 },
  },
};

/** Switches the strategies off, lets the agent run, and gives it other figures. */
const forAgent = (text: string): string =>
  `${text.slice(0, text.indexOf('\nagent:')).replaceAll("initial: 'on'", "initial: 'off'")}\nagent: ${JSON.stringify(HASTY_AGENT)}\n`;

function configText(pace: DeskPace): string {
  let text = readFileSync(shippedConfig, 'utf8');
  for (const [pattern, line] of CHANGED) {
    if (!pattern.test(text)) throw new Error(`the shipped configuration has no ${pattern.source}`);
    text = text.replace(pattern, line);
  }
  return pace === 'agent' ? forAgent(text) : text;
}

/** Writes a configuration with its strategy files into the folder; returns the file's path. */
export function writeDeskConfig(folder: string, pace: DeskPace): string {
  const strategies = path.join(folder, 'strategies');
  mkdirSync(strategies, { recursive: true });
  for (const [id, eager] of Object.entries(EAGER)) {
    // JSON is YAML.
    const params = JSON.stringify({ ...NEVER_STOPS, ...RHYTHM[pace], ...eager }, null, 2);
    writeFileSync(path.join(strategies, `${id}.yaml`), `${params}\n`);
  }
  const file = path.join(folder, 'quarterdeck.yaml');
  writeFileSync(file, configText(pace));
  return file;
}
