import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import { formatMoney, money, type Money } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { ledgerTotals, StoredAmounts } from './schema/ledger-totals.ts';

type TotalsRow = typeof ledgerTotals.$inferSelect;
type StoredAmount = StoredAmounts[number];

export function totalsToRow(totals: LedgerTotals): TotalsRow {
  const { fills, realised, fees, net } = totals;
  return {
    id: 1,
    fills,
    realised,
    fees,
    net,
    bySymbol: totals.bySymbol.map((row) => ({ symbol: row.symbol, net: formatMoney(row.net) })),
    byStrategy: totals.byStrategy.map((row) => ({ ...row, net: formatMoney(row.net) })),
    cashQuote: totals.cashQuote.map((row) => ({
      symbol: row.symbol,
      cash: formatMoney(row.cash),
      realised: formatMoney(row.realised),
    })),
  };
}

function textOf(row: StoredAmount, key: string): string {
  const value = row[key];
  ensureInvariant(typeof value === 'string', `ledger_totals.${key} is text`);
  return value;
}

function countOf(row: StoredAmount, key: string): number {
  const value = row[key];
  ensureInvariant(typeof value === 'number', `ledger_totals.${key} is a number`);
  return value;
}

const moneyOf = (row: StoredAmount, key: string): Money => money(textOf(row, key));

export function rowToTotals(row: TotalsRow): LedgerTotals {
  const { fills, realised, fees, net } = row;
  return {
    fills,
    realised,
    fees,
    net,
    bySymbol: row.bySymbol.map((amount) => ({
      symbol: asSymbolId(textOf(amount, 'symbol')),
      net: moneyOf(amount, 'net'),
    })),
    byStrategy: row.byStrategy.map((amount) => ({
      strategyId: asStrategyId(textOf(amount, 'strategyId')),
      net: moneyOf(amount, 'net'),
      trades: countOf(amount, 'trades'),
      wins: countOf(amount, 'wins'),
    })),
    cashQuote: row.cashQuote.map((amount) => ({
      symbol: asSymbolId(textOf(amount, 'symbol')),
      cash: moneyOf(amount, 'cash'),
      realised: moneyOf(amount, 'realised'),
    })),
  };
}
