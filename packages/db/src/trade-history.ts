import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { money, type Money } from '@quarterdeck/core/kernel/decimal';
import type { StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import type { Database } from './database.ts';
import { trades } from './schema/trades.ts';
import { withStorageErrors } from './storage-error.ts';
import { columnsWithout } from './stored-row.ts';

export interface TradeResult {
  readonly strategyId: StrategyId;
  readonly net: Money;
}

/** Trades of one market that were open at some time from `from` up to `to`, epoch ms. */
export interface TradeSpan {
  readonly symbol: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export interface TradeHistory {
  /** What came of every trade behind a cursor, 0 for all; `cursor` goes into the next call. */
  resultsAfter(cursor: number): {
    readonly cursor: number;
    readonly results: readonly TradeResult[];
  };
  /** Newest first. */
  listIn(span: TradeSpan): readonly ClosedTrade[];
}

interface ResultRow {
  readonly id: number;
  readonly strategy_id: StrategyId;
  readonly net: string;
}

/** Throws StorageError. */
export function createTradeHistory({ orm, sqlite, file }: Database): TradeHistory {
  const after = sqlite.prepare<[number], ResultRow>(
    'SELECT id, strategy_id, net FROM trades WHERE id > ? ORDER BY id',
  );
  return {
    resultsAfter: (cursor) =>
      withStorageErrors(file, () => {
        const rows = after.all(cursor);
        const results = rows.map((row) => ({ strategyId: row.strategy_id, net: money(row.net) }));
        return { cursor: rows.at(-1)?.id ?? cursor, results };
      }),
    listIn: ({ symbol, from, to, limit }) =>
      withStorageErrors(file, () => {
        const isInSpan = and(gte(trades.tsClosed, from), lt(trades.tsOpened, to));
        return orm
          .select(columnsWithout(trades, 'id'))
          .from(trades)
          .where(and(eq(trades.symbol, symbol as SymbolId), isInSpan))
          .orderBy(desc(trades.id))
          .limit(limit)
          .all();
      }),
  };
}
