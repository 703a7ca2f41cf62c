import type BetterSqlite3 from 'better-sqlite3';
import {
  asMoney,
  asPrice,
  asQty,
  formatMoney,
  money,
  notional,
  signedQty,
  type Money,
} from '@quarterdeck/core/kernel/decimal';
import type { Database } from './database.ts';

/** Sums over the stored fills, all in account currency but `cash`. */
export interface RecomputedFills {
  readonly count: number;
  readonly net: Money;
  readonly realised: Money;
  readonly fees: Money;
  /** Received less paid, quote currency: prices times quantities alone, nothing that the desk worked out. */
  readonly cash: Money;
  readonly bySymbol: ReadonlyMap<string, Money>;
  readonly byStrategy: ReadonlyMap<string, Money>;
}

/** SQLite adds decimals as floats; these two add the stored text digit by digit. */
function addExactSums(sqlite: BetterSqlite3.Database): void {
  sqlite.aggregate<bigint>('exact_sum', {
    start: () => 0n,
    step: (sum, text) => sum + money(String(text)),
    result: String,
    deterministic: true,
  });
  sqlite.function('exact_value', { deterministic: true }, (price, qty) =>
    formatMoney(notional(asPrice(signedQty(String(price))), asQty(signedQty(String(qty))))),
  );
}

interface SumsRow {
  readonly count: number;
  readonly net: string;
  readonly realised: string;
  readonly fees: string;
  readonly cash: string;
}

const TOTAL = `SELECT count(*) AS count, exact_sum(net) AS net, exact_sum(realised) AS realised,
  exact_sum(fee_account) AS fees, exact_sum(iif(side = 'sell', '', '-') || exact_value(price, qty)) AS cash FROM fills`;
const byColumn = (column: 'symbol' | 'strategy_id'): string =>
  `SELECT ${column} AS name, exact_sum(net) AS net FROM fills GROUP BY ${column}`;

const scaled = (text: string): Money => asMoney(BigInt(text));

/** All sums once more, by another way than the ledger's: SQL over the rows, exact. */
export function recomputeFills({ sqlite }: Database): RecomputedFills {
  addExactSums(sqlite);
  const listBy = (column: 'symbol' | 'strategy_id') =>
    sqlite
      .prepare<[], { name: string; net: string }>(byColumn(column))
      .all()
      .map(({ name, net }): [string, Money] => [name, scaled(net)]);
  const row = sqlite.prepare<[], SumsRow>(TOTAL).get();
  return {
    count: row?.count ?? 0,
    net: scaled(row?.net ?? '0'),
    realised: scaled(row?.realised ?? '0'),
    fees: scaled(row?.fees ?? '0'),
    cash: scaled(row?.cash ?? '0'),
    bySymbol: new Map(listBy('symbol')),
    byStrategy: new Map(listBy('strategy_id')),
  };
}
