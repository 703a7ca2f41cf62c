import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskMemory } from '@quarterdeck/db/memory';
import { openMemory } from '@quarterdeck/db/open-memory';
import { controlSocketPath } from '../../apps/engine/src/api/control/control-socket-path.ts';
import {
  databaseFileOf,
  journalFolderOf,
} from '../../apps/engine/src/runtime/start/data-folder.ts';

const instrument = (symbol: string, steps: { tick: string; lot: string }) => ({
  symbol,
  tick_size: steps.tick,
  lot_size: steps.lot,
  min_qty: steps.lot,
  min_notional: '5',
  calendar: 'always',
});

const SYMBOLS = ['BTC/USDT', 'ETH/USDT', 'XAU/USD'];

/** Every quote currency counts one to one, so that a profit can be recomputed from fills alone. */
export const FAST_DESK = {
  account: { name: 'demo', currency: 'USD', starting_balance: '100000', pegged: ['USDT'] },
  venue: 'simulated',
  instruments: [
    instrument('BTC/USDT', { tick: '0.01', lot: '0.00001' }),
    instrument('ETH/USDT', { tick: '0.01', lot: '0.0001' }),
    instrument('XAU/USD', { tick: '0.01', lot: '0.01' }),
  ],
  strategies: [
    { strategy: 'scalp_tick_imbalance', symbols: SYMBOLS, initial: 'on' },
    { strategy: 'scalp_ping_5s', symbols: SYMBOLS, initial: 'on' },
  ],
  risk: {
    max_order_notional: '10000',
    max_symbol_exposure: '25000',
    max_total_exposure: '60000',
    max_open_orders: 40,
    max_orders_per_second: 1_000,
    price_collar_bps: 50,
    stale_after_ms: 60_000,
    max_daily_loss: '50000',
    max_drawdown_pct: 90,
    repeated_entries_limit: 1_000,
    repeated_entries_window_ms: 1_000,
  },
  // Wide: between a freeze and the verdict nothing but the operator may trade.
  safety: { max_stop_bps: 1_000, trail_after_bps: 1_000, trail_distance_bps: 900 },
  simulation: {
    seed: 7,
    latency_ms: 80,
    maker_fee_bps: 1,
    taker_fee_bps: 2,
    events_per_second: 1_000,
  },
  server: { host: '127.0.0.1', port: 0, allowed_hosts: [] as string[] },
  journal: { max_megabytes: 64 },
};

/** Enters on almost any tick and leaves soon after: a few seconds hold dozens of round trips. */
const EAGER_IMBALANCE = {
  notional: 500,
  stop_bps: 400,
  target_bps: 1,
  time_stop_ms: 1_000,
  max_spread_bps: 100,
  cooldown_ms: 0,
  half_life_ms: 500,
  min_ticks: 2,
  min_imbalance: 0.05,
  min_sigma: 0.5,
  min_drift_bps: 0,
  exit_sigma: 1,
  min_hold_ms: 0,
};

const EAGER_PING = {
  notional: 500,
  stop_bps: 400,
  target_bps: 1,
  time_stop_ms: 1_000,
  max_spread_bps: 100,
  cooldown_ms: 0,
  quiet_ms: 5_000,
  quiet_ratio: 2,
  burst_ratio: 0.1,
  min_burst_bps: 0,
};

/** A temporary folder with a configuration of its own and room for the engine's data. */
export class EngineHome {
  readonly root = mkdtempSync(join(tmpdir(), 'quarterdeck-'));
  readonly home = join(this.root, 'home');
  readonly configFile = join(this.root, 'config', 'quarterdeck.yaml');
  readonly dataFolder = join(this.home, 'demo-simulated');
  readonly databaseFile = databaseFileOf(this.dataFolder);
  readonly journalFolder = journalFolderOf(this.dataFolder);
  readonly venueFolder = join(this.dataFolder, 'venue');
  readonly socketPath = controlSocketPath(this.dataFolder);

  constructor(changes: Partial<typeof FAST_DESK> = {}) {
    mkdirSync(join(this.root, 'config', 'strategies'), { recursive: true });
    // JSON is YAML: no second dialect to keep in step.
    writeFileSync(this.configFile, JSON.stringify({ ...FAST_DESK, ...changes }, undefined, 2));
    this.#writeParams('scalp_tick_imbalance', EAGER_IMBALANCE);
    this.#writeParams('scalp_ping_5s', EAGER_PING);
  }

  /** The tables, also while an engine is writing them. */
  withTables<TResult>(use: (memory: DeskMemory) => TResult): TResult {
    const memory = openMemory({
      file: this.databaseFile,
      now: () => Date.now(),
      randomId: () => 'unused',
    });
    try {
      return use(memory);
    } finally {
      memory.close();
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #writeParams(strategyId: string, params: object): void {
    const file = join(this.root, 'config', 'strategies', `${strategyId}.yaml`);
    writeFileSync(file, JSON.stringify(params));
  }
}
