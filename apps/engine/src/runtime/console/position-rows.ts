import {
  absMoney,
  absQty,
  asPrice,
  divideHalfEven,
  formatMoney,
  formatUnits,
  toFloat,
  type Price,
} from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Position } from '@quarterdeck/core/model/position';
import type { Quote } from '@quarterdeck/core/model/tick';

export type QuoteOf = (symbol: SymbolId) => Quote | undefined;

/** Average entry price, rounded half to even at eight decimals; for showing only. */
const entryPriceOf = (position: Position): Price =>
  asPrice(divideHalfEven(absMoney(position.costQuote), absQty(position.qty)));

function gainBpsOf(entry: Price, mark: Price, isLong: boolean): number {
  const entryPrice = toFloat(entry);
  const move = ((toFloat(mark) - entryPrice) / entryPrice) * 10_000;
  return Math.round((isLong ? move : -move) * 10) / 10;
}

export function positionRow(view: DeskView, position: Position, quoteOf: QuoteOf): PositionRow {
  const isLong = position.qty > 0n;
  const entry = entryPriceOf(position);
  const quote = quoteOf(position.symbol);
  const mark = quote === undefined ? entry : isLong ? quote.bid : quote.ask;
  return {
    positionId: position.positionId,
    strategyId: position.strategyId,
    symbol: position.symbol,
    side: isLong ? 'long' : 'short',
    qty: formatUnits(absQty(position.qty)),
    entryPrice: formatUnits(entry),
    markPrice: formatUnits(mark),
    stopPrice: formatUnits(position.stopPrice),
    targetPrice: position.targetPrice === undefined ? null : formatUnits(position.targetPrice),
    open: formatMoney(view.openPnlOf(position)),
    gainBps: gainBpsOf(entry, mark, isLong),
    tsOpened: position.tsOpened,
    isClosing: position.closingOrderId !== undefined,
    entry_probability: position.entry_probability,
    entry_units_intent: formatUnits(position.entry_units_intent),
    thesis: position.thesis,
  };
}
