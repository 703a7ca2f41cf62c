import { formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView, PnlView } from '@quarterdeck/core/model/desk-view';

export interface PnlSliceInput {
  readonly view: DeskView;
  readonly pnl: PnlView;
  readonly startingBalance: Money;
  readonly tradesToday: number;
}

/** Share of wins, four decimals; null before the first trade. */
export const winRateOf = (wins: number, trades: number): number | null =>
  trades === 0 ? null : Math.round((wins / trades) * 10_000) / 10_000;

export function pnlSlice({
  view,
  pnl,
  startingBalance,
  tradesToday,
}: PnlSliceInput): ConsoleState['pnl'] {
  let trades = 0;
  let wins = 0;
  for (const row of view.totals.byStrategy) {
    trades += row.trades;
    wins += row.wins;
  }
  return {
    equity: formatMoney(pnl.equity),
    startingBalance: formatMoney(startingBalance),
    total: formatMoney(pnl.total),
    realised: formatMoney(pnl.realisedNet),
    fees: formatMoney(pnl.fees),
    open: formatMoney(pnl.open),
    day: formatMoney(pnl.day),
    drawdownPct: Math.round(pnl.drawdownPct * 1_000) / 1_000,
    tradesToday,
    winRate: winRateOf(wins, trades),
    bySymbol: pnl.bySymbol.map(({ symbol, net }) => ({ name: symbol, net: formatMoney(net) })),
    byStrategy: pnl.byStrategy.map(({ strategyId, net }) => ({
      name: strategyId,
      net: formatMoney(net),
    })),
  };
}
