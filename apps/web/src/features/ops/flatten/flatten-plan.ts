import type { OrderRow, PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../../format/money.ts';
import { countOf } from '../../../format/ratio.ts';

export interface FlattenPlan {
  /** Names the act: "Cancel 3 orders and close 2 positions". */
  readonly act: string;
  /** One line an order, with its size. */
  readonly orders: readonly string[];
  readonly positions: readonly string[];
}

/** What a flatten would do to what is open now, in counts and sizes. */
export function planFlatten(
  orders: readonly OrderRow[],
  positions: readonly PositionRow[],
): FlattenPlan {
  const cancels = orders.length > 0 ? `ancel ${countOf(orders.length, 'order')}` : '';
  const closes = positions.length > 0 ? `lose ${countOf(positions.length, 'position')}` : '';
  const act =
    cancels && closes
      ? `C${cancels} and c${closes}`
      : cancels || closes
        ? `C${cancels || closes}`
        : 'Ask the venue and close what it still holds';
  return {
    act,
    orders: orders.map(
      (row) =>
        `${row.type} ${row.side} ${formatQuantity(row.qty)} ${row.symbol} (${row.purpose}, ${row.strategyId})`,
    ),
    positions: positions.map(
      (row) => `${row.side} ${formatQuantity(row.qty)} ${row.symbol} (${row.strategyId})`,
    ),
  };
}

export type FlattenPhase = 'idle' | 'cancelling' | 'closing' | 'verifying' | 'flat' | 'stuck';

export const FLATTEN_STEPS = ['cancelling', 'closing', 'verifying', 'flat'] as const;

export function isRunning(phase: FlattenPhase): boolean {
  return phase === 'cancelling' || phase === 'closing' || phase === 'verifying';
}
