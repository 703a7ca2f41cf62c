import { DAY_MS } from '../../kernel/clock.ts';
import { asMoney, formatMoney } from '../../kernel/decimal.ts';
import type { BacktestCosts } from '../../contract/backtest.schema.ts';
import type { BacktestOutcome } from '../backtest/outcome.ts';
import { sumNet } from './trade-statistics.ts';

/** Fewer trades or days than these say little; customary, not computed. */
const FEW_TRADES = 30;
const FEW_DAYS = 30;

function aboutLittle({ closedTrades, tsFrom, tsLast }: BacktestOutcome): string[] {
  const trades = closedTrades.length;
  const days = Math.floor((tsLast - tsFrom) / DAY_MS);
  if (trades === 0) return ['no trade was closed: there is no result to judge'];
  const fewTrades = `only ${String(trades)} trades: chance alone can make such figures`;
  const fewDays =
    days === 0
      ? 'less than a day: too short for ratios of daily returns'
      : `only ${String(days)} full days: Sharpe, Sortino, growth and Calmar stretch them to a year`;
  return [...(trades < FEW_TRADES ? [fewTrades] : []), ...(days < FEW_DAYS ? [fewDays] : [])];
}

function aboutOneTrade({ closedTrades }: BacktestOutcome): string[] {
  const sum = sumNet(closedTrades);
  const best = closedTrades.reduce((most, { net }) => (net > most ? net : most), 0n);
  if (closedTrades.length < 2 || sum <= 0n || sum > best) return [];
  return ['without its single best trade the run gains nothing'];
}

/** The list of trades and the ledger are two ways to one figure; where they part, it is said. */
function aboutRest({ closedTrades, net, funding }: BacktestOutcome): string[] {
  const rest = asMoney(net - sumNet(closedTrades));
  if (rest === 0n) return [];
  const why = rest === funding ? 'it is funding' : 'funding, or positions that were not closed';
  return [`${formatMoney(rest)} of net is in no closed trade: ${why}`];
}

function aboutCosts({ maker_fee_bps, taker_fee_bps, ...costs }: BacktestCosts): string[] {
  const isFree = maker_fee_bps <= 0 && taker_fee_bps === 0 && costs.slippage_bps === 0;
  return isFree ? ['no fee and no slippage were assumed: no market is that kind'] : [];
}

function aboutRuin({ equity }: BacktestOutcome): string[] {
  const isRuined = equity.some((sample) => sample.equity <= 0n);
  return isRuined ? ['equity fell to nothing: a real account would have been closed out'] : [];
}

/** What a reader must know before believing the figures, beside what the run itself had to say. */
export function reportWarnings(outcome: BacktestOutcome, costs: BacktestCosts): string[] {
  return [
    ...outcome.warnings,
    ...aboutRuin(outcome),
    ...aboutLittle(outcome),
    ...aboutOneTrade(outcome),
    ...aboutCosts(costs),
    ...aboutRest(outcome),
  ];
}
