import { formatMoney, formatUnits } from '../../kernel/decimal.ts';
import type { BacktestReport } from '../../contract/backtest.schema.ts';
import type { ClosedTrade } from '../../model/position.ts';

/** A closed trade as text, to the last digit. */
export function tradeRow(trade: ClosedTrade): BacktestReport['trades'][number] {
  const { positionId, strategyId, symbol, side, tsOpened, tsClosed } = trade;
  const { entry_probability, thesis, exitReason, exitThesis } = trade;
  return {
    ...{ positionId, strategyId, symbol, side, tsOpened, tsClosed },
    ...{ entry_probability, thesis, exitReason, exitThesis },
    qty: formatUnits(trade.qty),
    entryPrice: formatUnits(trade.entryPrice),
    exitPrice: formatUnits(trade.exitPrice),
    net: formatMoney(trade.net),
    fees: formatMoney(trade.fees),
    entry_units_intent: formatUnits(trade.entry_units_intent),
  };
}
