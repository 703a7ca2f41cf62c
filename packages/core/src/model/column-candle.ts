import type { EpochMs } from '../kernel/clock.ts';
import { asPrice, asQty, toFloat, type Price, type Qty } from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from './candle.ts';

const UNIT_DECIMALS = 8;

/** A size column's value in whole units of 1e-8. */
export function asSize(value: number, sizeDecimals: number): Qty {
  const size = BigInt(value);
  return asQty(
    sizeDecimals === UNIT_DECIMALS ? size : size * 10n ** BigInt(UNIT_DECIMALS - sizeDecimals),
  );
}

/** Prices of one row, whole units of 1e-8, and its volume in units of the column. */
export interface BarFigures {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly sizeDecimals: number;
}

/** One row of bar columns. Its decimals are made when somebody asks: most bars are looked at by their close alone. */
export class ColumnCandle implements Candle {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly tsOpen: EpochMs;
  /** Copied: the columns' buffers are used again for the rows that follow. */
  readonly figures: BarFigures;

  constructor(
    shape: { readonly symbol: SymbolId; readonly timeframeMs: number },
    tsOpen: EpochMs,
    figures: BarFigures,
  ) {
    this.symbol = shape.symbol;
    this.timeframeMs = shape.timeframeMs;
    this.tsOpen = tsOpen;
    this.figures = figures;
  }

  get open(): Price {
    return asPrice(BigInt(this.figures.open));
  }

  get high(): Price {
    return asPrice(BigInt(this.figures.high));
  }

  get low(): Price {
    return asPrice(BigInt(this.figures.low));
  }

  get close(): Price {
    return asPrice(BigInt(this.figures.close));
  }

  get volume(): Qty {
    return asSize(this.figures.volume, this.figures.sizeDecimals);
  }

  /** The source does not count ticks: none in a bar that stands for silence, else at least one. */
  get ticks(): number {
    const { volume, high, low } = this.figures;
    return volume === 0 && high === low ? 0 : 1;
  }
}

/** The close in whole units of 1e-8 as a float that holds it exactly; makes no decimal for a bar of columns. */
export const closeUnits = (bar: Candle): number =>
  bar instanceof ColumnCandle ? bar.figures.close : Number(bar.close);

/** Nearest floats, as `toFloat` gives them; no decimal is made for a bar of columns. */
export const floatOpen = (bar: Candle): number =>
  bar instanceof ColumnCandle ? bar.figures.open / 1e8 : toFloat(bar.open);
export const floatHigh = (bar: Candle): number =>
  bar instanceof ColumnCandle ? bar.figures.high / 1e8 : toFloat(bar.high);
export const floatLow = (bar: Candle): number =>
  bar instanceof ColumnCandle ? bar.figures.low / 1e8 : toFloat(bar.low);
export const floatClose = (bar: Candle): number =>
  bar instanceof ColumnCandle ? bar.figures.close / 1e8 : toFloat(bar.close);
