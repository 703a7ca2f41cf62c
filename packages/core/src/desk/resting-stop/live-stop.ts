import { asPrice, ceilToTick, floorToTick, type Price } from '../../kernel/decimal.ts';
import { isFinalState } from '../../execution/order-state-machine.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { Order } from '../../model/order.ts';
import type { Position } from '../../model/position.ts';
import type { Side } from '../../model/tick.ts';
import { averagePrice } from '../../portfolio/position-book.ts';
import type { DeskState } from '../desk-state.ts';

/** The position's own stop while it may still fill: resting, travelling, or of unknown fate. */
export function liveStopOf(state: DeskState, position: Position): Order | undefined {
  if (position.stopOrderId === undefined) return undefined;
  const order = state.orders.find(position.stopOrderId);
  return order === undefined || isFinalState(order.state) ? undefined : order;
}

/** Sent, and no word of it yet. */
export const isUnheard = (stop: Order): boolean =>
  stop.state === 'submitted' || stop.state === 'unknown';

export const closingSideOf = (position: Position): Side => (position.qty > 0n ? 'sell' : 'buy');

export const hasReached = (position: Position, level: Price, price: Price): boolean =>
  position.qty > 0n ? price <= level : price >= level;

/** On the tick grid, on the side where the same quotes reach it as reach the exact level. */
export function stopLevelOf(position: Position, { tickSize }: Instrument): Price {
  const { stopPrice } = position;
  const level =
    position.qty > 0n ? floorToTick(stopPrice, tickSize) : ceilToTick(stopPrice, tickSize);
  return level > 0n ? level : asPrice(tickSize);
}

/** A stop beyond the entry price has trailed, or was moved there by hand. */
export function isGainKept({ stopPrice, costQuote, qty }: Position): boolean {
  const entryPrice = averagePrice(costQuote, qty);
  return qty > 0n ? stopPrice > entryPrice : stopPrice < entryPrice;
}
