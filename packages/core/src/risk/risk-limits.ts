import type { RiskConfig } from '../contract/config.schema.ts';
import { money } from '../kernel/decimal.ts';
import type { RiskLimits } from './risk-facts.ts';

/** Configuration text into exact limits; the schema has already checked the text. */
export function parseRiskLimits(config: RiskConfig): RiskLimits {
  return {
    maxOrderNotional: money(config.max_order_notional),
    maxSymbolExposure: money(config.max_symbol_exposure),
    maxTotalExposure: money(config.max_total_exposure),
    maxOpenOrders: config.max_open_orders,
    maxOrdersPerSecond: config.max_orders_per_second,
    priceCollarBps: config.price_collar_bps,
    staleAfterMs: config.stale_after_ms,
    maxDailyLoss: money(config.max_daily_loss),
    maxDrawdownPct: config.max_drawdown_pct,
    repeatedEntriesLimit: config.repeated_entries_limit,
    repeatedEntriesWindowMs: config.repeated_entries_window_ms,
  };
}
