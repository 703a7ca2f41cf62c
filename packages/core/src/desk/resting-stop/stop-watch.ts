import { formatUnits } from '../../kernel/decimal.ts';
import type { PositionId } from '../../kernel/ids.ts';
import type { Order } from '../../model/order.ts';
import type { Position } from '../../model/position.ts';
import type { DeskState, StopWatch } from '../desk-state.ts';
import { raiseAlert, recordPosition } from '../records.ts';

/** More ends in a row than other strategies in the symbol can cause by chance. */
const MOST_ENDS = 3;

export function watchOf(state: DeskState, { positionId }: Position): StopWatch {
  const known = state.stopWatches.get(positionId);
  if (known !== undefined) return known;
  const watch: StopWatch = {
    tsBare: undefined,
    tsReached: undefined,
    ends: 0,
    givenUp: undefined,
  };
  state.stopWatches.set(positionId, watch);
  return watch;
}

/** The level is another one now, or a close came to nothing: the next price decides anew. */
export function forgetReached(state: DeskState, positionId: PositionId): void {
  const watch = state.stopWatches.get(positionId);
  if (watch !== undefined) watch.tsReached = undefined;
}

/** From here on the position is only closed; what closes it is tried until it is gone. */
export function giveUpStop(state: DeskState, position: Position, why: string): void {
  const watch = watchOf(state, position);
  if (watch.givenUp !== undefined) return;
  watch.givenUp = why;
  const { strategyId, symbol, stopPrice } = position;
  raiseAlert(state, {
    level: 'critical',
    code: 'STOP_NOT_PLACED',
    text: `No stop of ${strategyId} stands at the venue in ${symbol} at ${formatUnits(stopPrice)}: ${why}. The position is closed.`,
  });
}

/** The stop's end with all its fills booked: what is still open is without one from now on. */
export function releaseStop(state: DeskState, position: Position, order: Order): void {
  delete position.stopOrderId;
  recordPosition(state, position);
  const watch = watchOf(state, position);
  watch.tsBare ??= state.ts;
  if (order.filledQty > 0n) watch.tsReached ??= state.ts;
  else if (!state.tsCancelTried.has(order.clientOrderId)) noteUnasked(state, position, order);
}

/**
 * A request that never arrived, one that the venue's net made pointless: another may stand.
 * Any other refusal is an answer.
 */
function noteUnasked(state: DeskState, position: Position, order: Order): void {
  const code = order.refusal?.code;
  const isFinal =
    code !== undefined && code !== 'VENUE_NEVER_RECEIVED' && code !== 'VENUE_REDUCE_ONLY';
  if (isFinal) {
    giveUpStop(state, position, code);
    return;
  }
  const watch = watchOf(state, position);
  watch.ends += 1;
  if (watch.ends >= MOST_ENDS) giveUpStop(state, position, `ended ${String(watch.ends)} times`);
}
