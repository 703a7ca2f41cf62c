import { absQty } from '../../kernel/decimal.ts';
import type { Draft } from '../../model/draft.ts';
import type { OrderPurpose } from '../../model/order.ts';
import type { ExitReason, Position } from '../../model/position.ts';
import type { DeskState } from '../desk-state.ts';
import type { ExitWish } from '../exit-wish.ts';
import { recordPosition } from '../records.ts';

const PURPOSES: Readonly<Partial<Record<ExitReason, Exclude<OrderPurpose, 'entry'>>>> = {
  strategy: 'exit',
  operator: 'operator',
  flatten: 'operator',
};

/** The exit that waits for the end of the position's stop; stored with the position, so that a restart goes on with it. */
export function waitingExitOf(position: Position): ExitWish | undefined {
  const { closingOrderId, closingReason: reason, closingThesis = '', closingQty } = position;
  if (closingOrderId !== undefined || reason === undefined) return undefined;
  const wish: Draft<ExitWish> = {
    purpose: PURPOSES[reason] ?? 'safety',
    reason,
    thesis: closingThesis,
  };
  if (closingQty !== undefined) wish.qty = closingQty;
  return wish;
}

/** No switch may hold back an operator or the safety layer because a strategy was quicker; more beats less. */
export function isStronger(wish: ExitWish, waiting: ExitWish, position: Position): boolean {
  const rankOf = ({ purpose }: ExitWish): number => (purpose === 'exit' ? 0 : 1);
  const sizeOf = ({ qty }: ExitWish): bigint => qty ?? absQty(position.qty);
  const ranks = rankOf(wish) - rankOf(waiting);
  return ranks > 0 || (ranks === 0 && sizeOf(wish) > sizeOf(waiting));
}

export function keepWaiting(state: DeskState, position: Position, wish: ExitWish): void {
  const { closingOrderId, closingReason, closingThesis, closingQty } = position;
  const isSame =
    closingOrderId === undefined &&
    closingReason === wish.reason &&
    closingThesis === wish.thesis &&
    closingQty === wish.qty;
  if (isSame) return;
  position.closingReason = wish.reason;
  position.closingThesis = wish.thesis;
  if (wish.qty === undefined) delete position.closingQty;
  else position.closingQty = wish.qty;
  recordPosition(state, position);
}

export function stopWaiting(position: Position): void {
  delete position.closingReason;
  delete position.closingThesis;
  delete position.closingQty;
}
