import type { RiskConfig } from '@quarterdeck/core/contract/config.schema';

const NO_AMOUNT_LIMIT = '100000000000000';

/** As wide as limits can be: what the strategies alone would do. Every check still runs. */
export const OPEN_LIMITS: RiskConfig = {
  max_order_notional: NO_AMOUNT_LIMIT,
  max_symbol_exposure: NO_AMOUNT_LIMIT,
  max_total_exposure: NO_AMOUNT_LIMIT,
  max_open_orders: 1_000,
  max_orders_per_second: 1_000,
  price_collar_bps: 1_000,
  stale_after_ms: 600_000,
  max_daily_loss: NO_AMOUNT_LIMIT,
  max_drawdown_pct: 100,
  repeated_entries_limit: 1_000,
  repeated_entries_window_ms: 1_000,
};
