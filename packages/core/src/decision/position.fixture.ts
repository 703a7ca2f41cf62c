import { money, price, qty, ZERO_MONEY, ZERO_QTY } from '../kernel/decimal.ts';
import { asPositionId, asStrategyId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import { bitcoin } from '../strategies/view.fixture.ts';

/** One bitcoin long at 100 since the beginning of time, unless told otherwise. */
export function positionOf(strategyId: string, fields: Partial<Position> = {}): Position {
  return {
    positionId: asPositionId('7-0'),
    strategyId: asStrategyId(strategyId),
    symbol: bitcoin.symbol,
    qty: qty('1'),
    costQuote: money('100'),
    peakQty: qty('1'),
    exitQty: ZERO_QTY,
    exitQuote: ZERO_MONEY,
    realised: ZERO_MONEY,
    fees: ZERO_MONEY,
    tsOpened: 0,
    entry_probability: 0.6,
    entry_units_intent: qty('1'),
    thesis: 'always',
    stopPrice: price('90'),
    bestPrice: price('100'),
    ...fields,
  };
}
