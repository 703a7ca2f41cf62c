import type { EpochMs } from '../../kernel/clock.ts';
import type { BacktestReport } from '../../contract/backtest.schema.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { groupRow, partitionTrades } from './group-trades.ts';
import { pctOf } from './percent.ts';
import { sumNet } from './trade-statistics.ts';

/** `2024-08`, UTC. */
const monthOf = (ts: EpochMs): string => new Date(ts).toISOString().slice(0, 7);

/** Every month from one to another, both included. */
function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    months.push(name);
    if (name >= last) return months;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

/**
 * Trades by the month they closed in; months without one are there too. The return of a month is its net over the
 * balance it began with (starting balance and all months before), so that the months compound to the whole.
 */
export function monthlyTable(outcome: BacktestOutcome): BacktestReport['monthly'] {
  const { closedTrades, tsFrom, tsLast, startingBalance } = outcome;
  const parts = partitionTrades(closedTrades, ({ tsClosed }) => monthOf(tsClosed));
  const tsEnd = Math.max(tsLast, closedTrades.at(-1)?.tsClosed ?? tsLast);
  let balance: bigint = startingBalance;
  return monthsBetween(monthOf(tsFrom), monthOf(tsEnd)).map((month) => {
    const trades = parts.get(month) ?? [];
    const net = sumNet(trades);
    const returnPct = pctOf(net, balance) ?? 0;
    balance += net;
    return { ...groupRow(month, trades), returnPct };
  });
}
