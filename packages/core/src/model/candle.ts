import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';

/** A finished bar. Prices are mid prices where built from quotes, trade prices where built from trades. */
export interface Candle {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  /** Start of the bar, a multiple of the timeframe. */
  readonly tsOpen: EpochMs;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  /** Traded base units; zero for quote-only markets. */
  readonly volume: Qty;
  /** Ticks that made it; zero for a bar filled in from the close before. */
  readonly ticks: number;
}
