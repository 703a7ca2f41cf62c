import type { Qty } from '../kernel/decimal.ts';
import type { OrderPurpose } from '../model/order.ts';
import type { ExitReason } from '../model/position.ts';

/** Why a position is to be closed, or a part of it. */
export interface ExitWish {
  readonly purpose: Exclude<OrderPurpose, 'entry'>;
  readonly reason: ExitReason;
  readonly thesis: string;
  /** Absent: all of it. */
  readonly qty?: Qty;
}
