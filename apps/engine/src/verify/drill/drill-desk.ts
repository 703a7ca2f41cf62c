import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';
import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { drillStrategy, type DrillRules } from './drill-strategy.ts';

/** Checked for every order, and never in the way. */
const WIDE_RISK: RiskConfig = {
  max_order_notional: '1000000',
  max_symbol_exposure: '100000000',
  max_total_exposure: '10000000000',
  max_open_orders: 1_000_000,
  max_orders_per_second: 1_000_000,
  price_collar_bps: 100,
  stale_after_ms: 5_000,
  max_daily_loss: '100000000',
  max_drawdown_pct: 100,
  repeated_entries_limit: 1_000_000,
  repeated_entries_window_ms: 1_000,
};

const AT_EVERY_CHANCE: DrillRules = { pause: 0, hold: 1, notional: 1_000 };

export interface DrillDeskOptions {
  readonly instruments: readonly Instrument[];
  /** Limits that shall bind. */
  readonly risk?: Partial<RiskConfig>;
  readonly rules?: Partial<DrillRules>;
  /** Default: every strategy of the catalogue. */
  readonly strategyIds?: readonly string[];
  readonly startingBalance?: string;
}

const seat = (id: string, options: DrillDeskOptions): StrategySetup => ({
  strategy: drillStrategy(id, { ...AT_EVERY_CHANCE, ...options.rules }),
  params: {},
  symbols: options.instruments.map(({ symbol }) => symbol),
  initial: 'on',
});

/** A desk whose every strategy, in every symbol, signals as often as it may. */
export function drillDesk(options: DrillDeskOptions): DeskOptions {
  const ids = options.strategyIds ?? strategyCatalogue.map(({ id }) => id);
  return {
    deskId: 'proof',
    accountCurrency: 'USD',
    pegged: [],
    startingBalance: money(options.startingBalance ?? '100000000'),
    instruments: options.instruments,
    strategies: ids.map((id) => seat(id, options)),
    risk: { ...WIDE_RISK, ...options.risk },
    safety: { max_stop_bps: 400, trail_after_bps: 100, trail_distance_bps: 50 },
    startsLocked: false,
  };
}
