import type { EpochMs } from '../../kernel/clock.ts';
import { asPrice } from '../../kernel/decimal.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { BarFigures } from '../../model/column-candle.ts';
import type { BarColumns } from '../../model/columns.ts';
import { orderedPair } from '../candle-quotes.ts';
import { createSpreadMaker, type PathPrices, type SpreadRule } from './bar-path.ts';

export interface BarRow {
  readonly tsOpen: EpochMs;
  readonly figures: BarFigures;
}

/** Bars one by one; `next` fills in the prices of the points that stand for the bar. */
export interface BarRows {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  next(path: PathPrices): BarRow | undefined;
}

/** Block after block; `block` is the one that holds `row`, undefined at the end. */
class BlockReader {
  readonly first: BarColumns;
  block: BarColumns | undefined;
  row = -1;
  readonly #iterator: Iterator<BarColumns>;

  constructor(blocks: Iterable<BarColumns>) {
    this.#iterator = blocks[Symbol.iterator]();
    const first = this.#iterator.next();
    if (first.done === true) throw new RangeError('columns without a block');
    this.first = first.value;
    this.block = first.value;
  }

  /** False at the end. */
  move(): boolean {
    this.row += 1;
    while (this.block !== undefined && this.row >= this.block.length) {
      const next = this.#iterator.next();
      this.block = next.done === true ? undefined : next.value;
      this.row = 0;
    }
    return this.block !== undefined;
  }

  get tsOpen(): EpochMs {
    return this.block?.tsOpen[this.row] ?? Number.POSITIVE_INFINITY;
  }
}

function figuresAt(columns: BarColumns, row: number): BarFigures {
  return {
    open: columns.open[row] ?? Number.NaN,
    high: columns.high[row] ?? Number.NaN,
    low: columns.low[row] ?? Number.NaN,
    close: columns.close[row] ?? Number.NaN,
    volume: columns.volume[row] ?? Number.NaN,
    sizeDecimals: columns.sizeDecimals,
  };
}

/** Bars of one price each, with the configured spread around it. */
export function createPlainRows(blocks: Iterable<BarColumns>, spread: SpreadRule): BarRows {
  const reader = new BlockReader(blocks);
  const maker = createSpreadMaker(spread);
  const { symbol, timeframeMs } = reader.first;
  return {
    symbol,
    timeframeMs,
    next: (path) => {
      if (!reader.move() || reader.block === undefined) return undefined;
      const figures = figuresAt(reader.block, reader.row);
      const isUp = figures.close >= figures.open;
      maker.put(figures.open, path, 0);
      maker.put(isUp ? figures.low : figures.high, path, 1);
      maker.put(isUp ? figures.high : figures.low, path, 2);
      maker.put(figures.close, path, 3);
      return { tsOpen: reader.tsOpen, figures };
    },
  };
}

/** Half a unit of the eighth decimal is dropped: far below any tick. */
const midOf = (bid: number, ask: number): number => Math.floor((bid + ask) / 2);

function midFigures(bid: BarFigures, ask: BarFigures): BarFigures {
  return {
    open: midOf(bid.open, ask.open),
    high: midOf(bid.high, ask.high),
    low: midOf(bid.low, ask.low),
    close: midOf(bid.close, ask.close),
    volume: bid.volume,
    sizeDecimals: bid.sizeDecimals,
  };
}

const PATH_UP = ['open', 'low', 'high', 'close'] as const;
const PATH_DOWN = ['open', 'high', 'low', 'close'] as const;

/** Recorded bid and ask bars by stamp: what only one side has cannot be quoted and is left out. */
export function createPairRows(
  sides: { readonly bid: Iterable<BarColumns>; readonly ask: Iterable<BarColumns> },
  tickSize: SpreadRule['tickSize'],
): BarRows {
  const bids = new BlockReader(sides.bid);
  const asks = new BlockReader(sides.ask);
  const { symbol, timeframeMs } = bids.first;
  const align = (): boolean => {
    let isThere = bids.move() && asks.move();
    while (isThere && bids.tsOpen !== asks.tsOpen) {
      isThere = bids.tsOpen < asks.tsOpen ? bids.move() : asks.move();
    }
    return isThere;
  };
  return {
    symbol,
    timeframeMs,
    next: (path) => {
      if (!align() || bids.block === undefined || asks.block === undefined) return undefined;
      const bid = figuresAt(bids.block, bids.row);
      const ask = figuresAt(asks.block, asks.row);
      const fields = bid.close >= bid.open ? PATH_UP : PATH_DOWN;
      for (const [point, field] of fields.entries()) {
        const pair = orderedPair(
          asPrice(BigInt(bid[field])),
          asPrice(BigInt(ask[field])),
          tickSize,
        );
        path.bids[point] = Number(pair.bid);
        path.asks[point] = Number(pair.ask);
      }
      return { tsOpen: bids.tsOpen, figures: midFigures(bid, ask) };
    },
  };
}
