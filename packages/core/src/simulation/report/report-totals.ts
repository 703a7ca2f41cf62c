import { asMoney, formatMoney } from '../../kernel/decimal.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import type { BacktestReport } from '../../contract/backtest.schema.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { pctOf } from './percent.ts';

/** Fault when net is not gross - fees + funding to the last digit: a figure that does not tie out is not shown. */
export function reportTotals(outcome: BacktestOutcome): BacktestReport['totals'] {
  const { startingBalance, net, gross, fees, funding, counts } = outcome;
  const sum = gross - fees + funding;
  ensureInvariant(
    net === sum,
    `net ${formatMoney(net)} = gross - fees + funding ${formatMoney(asMoney(sum))}`,
  );
  return {
    starting: formatMoney(startingBalance),
    ending: formatMoney(asMoney(startingBalance + net)),
    net: formatMoney(net),
    gross: formatMoney(gross),
    fees: formatMoney(fees),
    funding: formatMoney(funding),
    returnPct: pctOf(net, startingBalance) ?? 0,
    orders: counts.orders,
    fills: counts.fills,
    denials: counts.denials,
  };
}
