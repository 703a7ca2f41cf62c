import type { SymbolId } from '../kernel/ids.ts';

/**
 * A run of market data in columns, oldest first. Prices are whole units of 1e-8 (as `Price` holds them) and times
 * epoch ms; sizes are whole units of `10 ** -sizeDecimals`. All are integers below 2 ** 53, so a float64 column
 * holds them exactly and `BigInt(value)` brings back the decimal to the last digit.
 */
interface Columns {
  readonly symbol: SymbolId;
  /** Rows in use; the arrays may be longer. */
  readonly length: number;
  readonly sizeDecimals: number;
}

export interface BarColumns extends Columns {
  readonly kind: 'bars';
  readonly timeframeMs: number;
  readonly tsOpen: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Sizes are zero where the source shows none. */
export interface QuoteColumns extends Columns {
  readonly kind: 'quotes';
  readonly tsEvent: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly bidQty: Float64Array;
  readonly askQty: Float64Array;
}

export interface TradeColumns extends Columns {
  readonly kind: 'trades';
  readonly tsEvent: Float64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  /** 1: the taker bought; 0: the taker sold. */
  readonly isBuy: Uint8Array;
}

export type ColumnBlock = BarColumns | QuoteColumns | TradeColumns;
