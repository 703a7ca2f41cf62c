import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ColumnBlock } from '@quarterdeck/core/model/columns';
import type { MarketCursor } from '@quarterdeck/core/simulation/backtest/market-cursor';
import type { DataFiles, DataSource } from '../backtest/data-files.ts';
import { createCursors } from '../backtest/open-cursors.ts';
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

export interface LoadOptions {
  readonly spreadBps: number;
  /** Nothing after this is kept. */
  readonly tsLast: EpochMs;
}

const filesOf = ({ file, askFile }: DataSource): readonly string[] =>
  askFile === undefined ? [file] : [file, askFile];

/** Data of many runs, read once and held in memory, ending at a moment. Gives cursors from the first row each time. */
export function loadData(
  data: DataFiles,
  { spreadBps, tsLast }: LoadOptions,
): () => readonly MarketCursor[] {
  const files = data.sources.flatMap(filesOf);
  const loaded = new Map(files.map((file) => [file, loadBlocks(file, tsLast)]));
  const readBlocks = (file: string) => loaded.get(file) ?? [];
  const hasRows = (source: DataSource) =>
    filesOf(source).every((file) => readBlocks(file).length > 0);
  return () => createCursors(data, { spreadBps, readBlocks, hasRows });
}
