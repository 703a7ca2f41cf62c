import type { ColumnBlock } from '@quarterdeck/core/model/columns';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { BarCursor } from '@quarterdeck/core/simulation/backtest/bar-cursor';
import { createPairRows, createPlainRows } from '@quarterdeck/core/simulation/backtest/bar-rows';
import type { MarketCursor } from '@quarterdeck/core/simulation/backtest/market-cursor';
import {
  createQuoteCursor,
  createTradeCursor,
} from '@quarterdeck/core/simulation/backtest/tick-cursor';
import { tradeQuote } from '@quarterdeck/core/simulation/trade-quotes';
import { openColumns } from '../history/columns/open-columns.ts';
import type { DataFiles, DataSource } from './data-files.ts';

/** Blocks of a column file, from its first row. */
type ReadBlocks = (file: string) => Iterable<ColumnBlock>;

type BlockOf<TKind extends ColumnBlock['kind']> = Extract<ColumnBlock, { kind: TKind }>;

function* onlyKind<TKind extends ColumnBlock['kind']>(
  blocks: Iterable<ColumnBlock>,
  kind: TKind,
): Generator<BlockOf<TKind>> {
  for (const block of blocks) {
    if (block.kind === kind) yield block as BlockOf<TKind>;
  }
}

interface Opening {
  readonly spreadBps: number;
  readonly instrument: Instrument;
  /** No source shows quotes or bars of the symbol: each trade then proves a touch. */
  readonly needsTradeQuotes: boolean;
  readonly readBlocks: ReadBlocks;
}

function openSource(source: DataSource, opening: Opening): MarketCursor | undefined {
  const { file, askFile, kind } = source;
  const { spreadBps, readBlocks } = opening;
  const { tickSize } = opening.instrument;
  if (kind === 'quotes') return createQuoteCursor(onlyKind(readBlocks(file), 'quotes'));
  if (kind === 'trades') {
    const trades = onlyKind(readBlocks(file), 'trades');
    return opening.needsTradeQuotes
      ? createTradeCursor(trades, (trade) => tradeQuote(trade, { tickSize, spreadBps }))
      : createTradeCursor(trades);
  }
  const bid = onlyKind(readBlocks(file), 'bars');
  if (askFile === undefined) return new BarCursor(createPlainRows(bid, { tickSize, spreadBps }));
  const ask = onlyKind(readBlocks(askFile), 'bars');
  return new BarCursor(createPairRows({ bid, ask }, tickSize));
}

interface CursorOptions extends Pick<Opening, 'spreadBps' | 'readBlocks'> {
  /** False of a source that has nothing to show; left out: each has. */
  readonly hasRows?: (source: DataSource) => boolean;
}

/** A cursor for each source, over the blocks that `readBlocks` gives. */
export function createCursors(
  { sources, instruments }: DataFiles,
  { spreadBps, readBlocks, hasRows = () => true }: CursorOptions,
): readonly MarketCursor[] {
  return sources.flatMap((source) => {
    const instrument = instruments.find(({ symbol }) => symbol === source.symbol);
    if (instrument === undefined || !hasRows(source)) return [];
    const needsTradeQuotes = sources.every(
      ({ symbol, kind }) => symbol !== source.symbol || kind === 'trades',
    );
    return openSource(source, { spreadBps, readBlocks, instrument, needsTradeQuotes }) ?? [];
  });
}

interface OpenCursors {
  readonly cursors: readonly MarketCursor[];
  /** A file is open until its last row is read; this ends the reading before. */
  readonly close: () => void;
}

function* blocksIn(file: string): Generator<ColumnBlock> {
  yield* openColumns(file).blocks();
}

/** A cursor for each source, from its first row, read from disk block by block. */
export function openCursors(data: DataFiles, spreadBps: number): OpenCursors {
  const readings: Generator<ColumnBlock>[] = [];
  const readBlocks: ReadBlocks = (file) => {
    const reading = blocksIn(file);
    readings.push(reading);
    return reading;
  };
  const close = (): void => {
    for (const reading of readings) reading.return(undefined);
  };
  try {
    return { cursors: createCursors(data, { spreadBps, readBlocks }), close };
  } catch (error) {
    close();
    throw error;
  }
}
