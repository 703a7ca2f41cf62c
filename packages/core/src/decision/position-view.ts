import { moneyToFloat, toFloat, type Money, type Price, type Qty } from '../kernel/decimal.ts';
import type { PositionId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import type { MarketView, PositionView } from '../strategies/contract.ts';

type Writable<TObject> = { -readonly [TKey in keyof TObject]: TObject[TKey] };

/** One per strategy and symbol, refilled before each call; the exact sources tell when to convert again. */
export interface PositionViewSlot {
  readonly view: Writable<PositionView>;
  positionId: PositionId | undefined;
  qty: Qty | undefined;
  costQuote: Money | undefined;
  stopPrice: Price | undefined;
  targetPrice: Price | undefined;
}

export function createPositionViewSlot(): PositionViewSlot {
  return {
    view: {
      side: 'long',
      units: 0,
      entryPrice: 0,
      tsOpened: 0,
      ageMs: 0,
      gainBps: 0,
      stopPrice: 0,
      targetPrice: undefined,
    },
    positionId: undefined,
    qty: undefined,
    costQuote: undefined,
    stopPrice: undefined,
    targetPrice: undefined,
  };
}

function refreshSize(slot: PositionViewSlot, position: Position): void {
  const { view } = slot;
  const units = toFloat(position.qty);
  slot.positionId = position.positionId;
  slot.qty = position.qty;
  slot.costQuote = position.costQuote;
  view.side = units > 0 ? 'long' : 'short';
  view.units = Math.abs(units);
  view.entryPrice = moneyToFloat(position.costQuote) / units;
  view.tsOpened = position.tsOpened;
}

function refreshBracket(slot: PositionViewSlot, position: Position): void {
  const { stopPrice, targetPrice } = position;
  slot.stopPrice = stopPrice;
  slot.targetPrice = targetPrice;
  slot.view.stopPrice = toFloat(stopPrice);
  slot.view.targetPrice = targetPrice === undefined ? undefined : toFloat(targetPrice);
}

/** Exact figures are converted only when they have changed: most ticks move the market, not the position. */
export function updatePositionView(
  slot: PositionViewSlot,
  position: Position,
  market: MarketView,
): void {
  const isSameSize =
    slot.positionId === position.positionId &&
    slot.qty === position.qty &&
    slot.costQuote === position.costQuote;
  if (!isSameSize) refreshSize(slot, position);
  const isSameBracket =
    slot.stopPrice === position.stopPrice && slot.targetPrice === position.targetPrice;
  if (!isSameBracket) refreshBracket(slot, position);
  const { view } = slot;
  const gain = view.side === 'long' ? market.bid - view.entryPrice : view.entryPrice - market.ask;
  view.ageMs = market.ts - view.tsOpened;
  view.gainBps = (gain / view.entryPrice) * 10_000;
}
