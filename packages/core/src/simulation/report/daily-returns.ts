import { DAY_MS, startOfUtcDay } from '../../kernel/clock.ts';
import type { Money } from '../../kernel/decimal.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { ratioOf } from './percent.ts';

export type EquityRun = Pick<BacktestOutcome, 'tsFrom' | 'tsLast' | 'startingBalance' | 'equity'>;

/**
 * Equity at the end of each UTC day of the run, first and last day as far as they reach: the last sample at or before
 * the midnight that ends the day. Days without a sample keep the equity before them.
 */
export function dailyEquity({ tsFrom, tsLast, startingBalance, equity }: EquityRun): Money[] {
  const tsFirstDay = startOfUtcDay(tsFrom);
  const days = Math.max(1, Math.ceil((tsLast - tsFirstDay) / DAY_MS));
  const closes: Money[] = [];
  let latest = startingBalance;
  let next = 0;
  for (let day = 1; day <= days; day += 1) {
    const tsEnd = tsFirstDay + day * DAY_MS;
    for (let sample = equity[next]; sample !== undefined && sample.ts <= tsEnd;) {
      latest = sample.equity;
      next += 1;
      sample = equity[next];
    }
    closes.push(latest);
  }
  return closes;
}

/**
 * Simple return of each day on the equity before it, every calendar day counted, also those without trading.
 * Undefined when equity was used up on the way: a return on nothing has no value.
 */
export function dailyReturns(run: EquityRun): number[] | undefined {
  const returns: number[] = [];
  let before = run.startingBalance;
  for (const close of dailyEquity(run)) {
    const change = ratioOf(close - before, before);
    if (change === null) return undefined;
    returns.push(change);
    before = close;
  }
  return returns;
}
