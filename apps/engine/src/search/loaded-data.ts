import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { BarColumns, ColumnBlock } from '@quarterdeck/core/model/columns';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { BarCursor } from '@quarterdeck/core/simulation/backtest/bar-cursor';
import { createPairRows, createPlainRows } from '@quarterdeck/core/simulation/backtest/bar-rows';
import type { MarketCursor } from '@quarterdeck/core/simulation/backtest/market-cursor';
import {
  createQuoteCursor,
  createTradeCursor,
} from '@quarterdeck/core/simulation/backtest/tick-cursor';
import { tradeQuote } from '@quarterdeck/core/simulation/trade-quotes';
import type { DataFiles, DataSource } from '../backtest/data-files.ts';
import { openColumns } from '../history/columns/open-columns.ts';

/** Rows of a block that are known at a moment: ticks that have happened, bars that have ended. */
function rowsKnownAt(block: ColumnBlock, tsLast: EpochMs): number {
  const stamps = block.kind === 'bars' ? block.tsOpen : block.tsEvent;
  const lateness = block.kind === 'bars' ? block.timeframeMs : 0;
  let rows = block.length;
  while (rows > 0 && (stamps[rows - 1] ?? 0) + lateness > tsLast) rows -= 1;
  return rows;
}

/** Copies, no views: behind the last row there is nothing to be seen by any mistake. */
function copyRows(block: ColumnBlock, length: number): ColumnBlock {
  const rows = (column: Float64Array): Float64Array => column.slice(0, length);
  switch (block.kind) {
    case 'bars': {
      const { tsOpen, open, high, low, close, volume } = block;
      const prices = { open: rows(open), high: rows(high), low: rows(low), close: rows(close) };
      return { ...block, length, tsOpen: rows(tsOpen), ...prices, volume: rows(volume) };
    }
    case 'quotes': {
      const { tsEvent, bid, ask, bidQty, askQty } = block;
      const sizes = { bidQty: rows(bidQty), askQty: rows(askQty) };
      return { ...block, length, tsEvent: rows(tsEvent), bid: rows(bid), ask: rows(ask), ...sizes };
    }
    case 'trades': {
      const { tsEvent, price, qty } = block;
      const isBuy = block.isBuy.slice(0, length);
      return {
        ...block,
        length,
        tsEvent: rows(tsEvent),
        price: rows(price),
        qty: rows(qty),
        isBuy,
      };
    }
  }
}

function loadBlocks(file: string, tsLast: EpochMs): readonly ColumnBlock[] {
  const blocks: ColumnBlock[] = [];
  for (const block of openColumns(file).blocks()) {
    const rows = rowsKnownAt(block, tsLast);
    if (rows > 0) blocks.push(copyRows(block, rows));
  }
  return blocks;
}

interface LoadedSource {
  readonly source: DataSource;
  readonly instrument: Instrument;
  readonly blocks: readonly ColumnBlock[];
  readonly askBlocks: readonly ColumnBlock[] | undefined;
  /** No source shows quotes or bars of the symbol: each trade then proves a touch. */
  readonly needsTradeQuotes: boolean;
}

const barsOf = (blocks: readonly ColumnBlock[]): readonly BarColumns[] =>
  blocks.filter((block) => block.kind === 'bars');

function openBars(loaded: LoadedSource, spreadBps: number): MarketCursor | undefined {
  const { tickSize } = loaded.instrument;
  const bid = barsOf(loaded.blocks);
  if (bid.length === 0) return undefined;
  if (loaded.askBlocks === undefined) {
    return new BarCursor(createPlainRows(bid, { tickSize, spreadBps }));
  }
  const ask = barsOf(loaded.askBlocks);
  return ask.length === 0 ? undefined : new BarCursor(createPairRows({ bid, ask }, tickSize));
}

function openLoaded(loaded: LoadedSource, spreadBps: number): MarketCursor | undefined {
  const { blocks, instrument, needsTradeQuotes, source } = loaded;
  if (source.kind === 'bars') return openBars(loaded, spreadBps);
  if (source.kind === 'quotes') {
    return createQuoteCursor(blocks.filter((block) => block.kind === 'quotes'));
  }
  const trades = blocks.filter((block) => block.kind === 'trades');
  if (!needsTradeQuotes) return createTradeCursor(trades);
  const { tickSize } = instrument;
  return createTradeCursor(trades, (trade) => tradeQuote(trade, { tickSize, spreadBps }));
}

export interface LoadOptions {
  readonly spreadBps: number;
  /** Nothing after this is kept. */
  readonly tsLast: EpochMs;
}

/** Data of many runs, read once and held in memory, ending at a moment. Gives cursors from the first row each time. */
export function loadData(
  { sources, instruments }: DataFiles,
  { spreadBps, tsLast }: LoadOptions,
): () => readonly MarketCursor[] {
  const loaded = sources.flatMap((source): LoadedSource[] => {
    const { symbol, file, askFile } = source;
    const instrument = instruments.find((each) => each.symbol === symbol);
    if (instrument === undefined) return [];
    const needsTradeQuotes = sources.every(
      (other) => other.symbol !== symbol || other.kind === 'trades',
    );
    const blocks = loadBlocks(file, tsLast);
    const askBlocks = askFile === undefined ? undefined : loadBlocks(askFile, tsLast);
    return [{ source, instrument, blocks, askBlocks, needsTradeQuotes }];
  });
  return () => loaded.flatMap((each) => openLoaded(each, spreadBps) ?? []);
}
