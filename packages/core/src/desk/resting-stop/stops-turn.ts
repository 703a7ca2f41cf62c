import type { Position } from '../../model/position.ts';
import type { DeskState } from '../desk-state.ts';
import type { ExitWish } from '../exit-wish.ts';
import { closePriceOf } from '../valuation.ts';
import { hasReached, liveStopOf } from './live-stop.ts';
import { watchOf } from './stop-watch.ts';

/**
 * How long a resting stop may take to fill once our feed shows the price at it: it lies nearer to the market than any
 * order we could send now. Afterwards it is called back and the position closed.
 */
const STOP_FILLS_WITHIN_MS = 1_000;

/** Whether a stop has been reached for so long that it will not do it by itself. */
export function isOverdue(state: DeskState, position: Position): boolean {
  const { tsReached } = watchOf(state, position);
  return tsReached !== undefined && state.ts - tsReached >= STOP_FILLS_WITHIN_MS;
}

/** The safety layer wants out at a price that the resting stop sees as well: the stop goes first. */
export function isStopsTurn(state: DeskState, position: Position, wish: ExitWish): boolean {
  if (wish.purpose !== 'safety') return false;
  const level = liveStopOf(state, position)?.stopPrice;
  if (level === undefined || !hasReached(position, level, closePriceOf(state, position)))
    return false;
  watchOf(state, position).tsReached ??= state.ts;
  return !isOverdue(state, position);
}
