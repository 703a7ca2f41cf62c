import { formatMoney } from '@quarterdeck/core/kernel/decimal';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { PnlView } from '@quarterdeck/core/model/desk-view';

/** One point of the curve; the parts of each split sum to `total`. */
export const equityPointOf = (pnl: PnlView, ts: EpochMs): EquityPoint => ({
  ts,
  equity: formatMoney(pnl.equity),
  total: formatMoney(pnl.total),
  bySymbol: Object.fromEntries(pnl.bySymbol.map(({ symbol, net }) => [symbol, formatMoney(net)])),
  byStrategy: Object.fromEntries(
    pnl.byStrategy.map(({ strategyId, net }) => [strategyId, formatMoney(net)]),
  ),
});
