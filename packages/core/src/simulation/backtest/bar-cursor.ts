import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { QuotePath } from '../../desk-contract.ts';
import { ColumnCandle } from '../../model/column-candle.ts';
import { ColumnQuote } from '../../model/column-quote.ts';
import type { MarketInput } from '../market-input.ts';
import { BAR_POINTS } from './bar-path.ts';
import type { BarRow, BarRows } from './bar-rows.ts';
import type { MarketCursor } from './market-cursor.ts';

/**
 * Bars as what stands for them: four quotes, then the finished bar at its end. `point` says which comes next;
 * `BAR_POINTS` is the bar itself.
 */
export class BarCursor implements MarketCursor, QuotePath {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly bids = new Float64Array(BAR_POINTS);
  readonly asks = new Float64Array(BAR_POINTS);
  tsFront: EpochMs = Number.POSITIVE_INFINITY;
  isBarFront = false;
  point = 0;
  tsOpen: EpochMs = Number.POSITIVE_INFINITY;
  readonly #rows: BarRows;
  #row: BarRow | undefined;

  constructor(rows: BarRows) {
    this.#rows = rows;
    this.symbol = rows.symbol;
    this.timeframeMs = rows.timeframeMs;
    this.#nextRow();
  }

  /** When the last of the four quotes happens: a millisecond before the end. */
  get tsLastPoint(): EpochMs {
    return this.tsOpen + this.timeframeMs - 1;
  }

  last(): ColumnQuote {
    return this.#quoteAt(BAR_POINTS - 1);
  }

  /** Goes on with the finished bar: its quotes have been taken at once. */
  skipPoints(): void {
    this.#moveTo(BAR_POINTS);
  }

  take(): MarketInput {
    const { point } = this;
    if (point < BAR_POINTS) {
      const quote = this.#quoteAt(point);
      this.#moveTo(point + 1);
      return { type: 'quote', quote };
    }
    return { type: 'candle', candle: this.takeBar() };
  }

  takeBar(): ColumnCandle {
    const row = this.#row;
    if (row === undefined) throw new RangeError('the bars are used up');
    const candle = new ColumnCandle(this, row.tsOpen, row.figures);
    this.#nextRow();
    return candle;
  }

  #quoteAt(point: number): ColumnQuote {
    const figures = {
      bid: this.bids[point] ?? 0,
      ask: this.asks[point] ?? 0,
      bidQty: 0,
      askQty: 0,
      sizeDecimals: 0,
    };
    return new ColumnQuote(this.symbol, figures, this.tsOfPoint(point));
  }

  tsOfPoint(point: number): EpochMs {
    if (point === BAR_POINTS) return this.tsOpen + this.timeframeMs;
    return this.tsOpen + Math.floor(((this.timeframeMs - 1) * point) / (BAR_POINTS - 1));
  }

  #moveTo(point: number): void {
    this.point = point;
    this.tsFront = this.tsOfPoint(point);
    this.isBarFront = point === BAR_POINTS;
  }

  #nextRow(): void {
    this.#row = this.#rows.next(this);
    if (this.#row === undefined) {
      this.tsOpen = Number.POSITIVE_INFINITY;
      this.tsFront = Number.POSITIVE_INFINITY;
      this.isBarFront = false;
      return;
    }
    this.tsOpen = this.#row.tsOpen;
    this.#moveTo(0);
  }
}
