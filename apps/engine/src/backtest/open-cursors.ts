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

type BlockOf<TKind extends ColumnBlock['kind']> = Extract<ColumnBlock, { kind: TKind }>;

function* blocksOf<TKind extends ColumnBlock['kind']>(
  file: string,
  kind: TKind,
): Generator<BlockOf<TKind>> {
  for (const block of openColumns(file).blocks()) {
    if (block.kind === kind) yield block as BlockOf<TKind>;
  }
}

interface Opening {
  readonly spreadBps: number;
  readonly instrument: Instrument;
  /** No source shows quotes or bars of the symbol: each trade then proves a touch. */
  readonly needsTradeQuotes: boolean;
}

function openSource(source: DataSource, opening: Opening): MarketCursor | undefined {
  const { file, askFile, kind } = source;
  const { spreadBps } = opening;
  const { tickSize } = opening.instrument;
  if (kind === 'quotes') return createQuoteCursor(blocksOf(file, 'quotes'));
  if (kind === 'trades') {
    return opening.needsTradeQuotes
      ? createTradeCursor(blocksOf(file, 'trades'), (trade) =>
          tradeQuote(trade, { tickSize, spreadBps }),
        )
      : createTradeCursor(blocksOf(file, 'trades'));
  }
  const bid = blocksOf(file, 'bars');
  if (askFile === undefined) return new BarCursor(createPlainRows(bid, { tickSize, spreadBps }));
  return new BarCursor(createPairRows({ bid, ask: blocksOf(askFile, 'bars') }, tickSize));
}

/** A cursor for each source, from its first row. */
export function openCursors(
  { sources, instruments }: DataFiles,
  spreadBps: number,
): readonly MarketCursor[] {
  return sources.flatMap((source) => {
    const instrument = instruments.find(({ symbol }) => symbol === source.symbol);
    if (instrument === undefined) return [];
    const needsTradeQuotes = sources.every(
      ({ symbol, kind }) => symbol !== source.symbol || kind === 'trades',
    );
    return openSource(source, { spreadBps, instrument, needsTradeQuotes }) ?? [];
  });
}
