import { absQty } from '../../kernel/decimal.ts';
import { isStanding, unfilledQty } from '../../execution/order-book.ts';
import type { Order } from '../../model/order.ts';
import type { Position } from '../../model/position.ts';
import { shareOf } from '../../risk/safety-layer.ts';
import { cancelOrder } from '../cancel-order.ts';
import { instrumentOf, type DeskState, type StopWatch } from '../desk-state.ts';
import type { ExitWish } from '../exit-wish.ts';
import { takeExit } from '../exits.ts';
import { askAboutOrder } from '../handle-report.ts';
import { recordPosition } from '../records.ts';
import { closePriceOf } from '../valuation.ts';
import {
  closingSideOf,
  hasReached,
  isGainKept,
  isUnheard,
  liveStopOf,
  stopLevelOf,
} from './live-stop.ts';
import { placeStop } from './place-stop.ts';
import { giveUpStop, watchOf } from './stop-watch.ts';
import { isOverdue } from './stops-turn.ts';
import { isStronger, stopWaiting, waitingExitOf } from './waiting-exit.ts';

/** Between two questions about a stop that has not been answered for half the time it has. */
const ASK_AGAIN_MS = 1_000;
/**
 * A trailing stop moves by calling one order back and sending another, and in between none stands. So it follows in
 * steps of 5 bps (hundredths below), a second apart; a smaller difference after a quarter of a minute.
 * The desk's own level is exact all the while. A stop moved away from the market is followed at once.
 */
const MOVE_STEP = 500n;
const MOVE_EVERY_MS = 1_000;
const MOVE_AT_LAST_MS = 15_000;
/** A stop that has stood for this long has been taken: what ended others before is forgotten. */
const PROVEN_AFTER_MS = 10_000;

/**
 * Called after every event but a price: each position has the stop it should have, or is on its way to one step nearer.
 * Looks at what is, not at what has just happened, so a lost report, a restart and a late fill need no case of their own.
 */
export function keepStops(state: DeskState): void {
  if (state.restingStrategies.size === 0 && state.stopWatches.size === 0) return;
  // Before the venue's first answer our book may lag behind what happened while nobody watched.
  if (state.reconcile.tsChecked === undefined) return;
  for (const position of state.positions.list()) {
    if (isWatched(state, position)) keepStop(state, position);
  }
  callBackOrphans(state);
  for (const positionId of state.stopWatches.keys()) {
    if (state.positions.findById(positionId) === undefined) state.stopWatches.delete(positionId);
  }
}

/** A stop may stand for a strategy that wants none any more: it is kept, and not replaced. */
const isWatched = (state: DeskState, position: Position): boolean =>
  state.restingStrategies.has(position.strategyId) || position.stopOrderId !== undefined;

function keepStop(state: DeskState, position: Position): void {
  const watch = watchOf(state, position);
  const stop = liveStopOf(state, position);
  noteStanding(state, { position, watch, stop });
  if (stop !== undefined) askWhenSilent(state, watch, stop);
  if (position.closingOrderId !== undefined) {
    if (stop !== undefined) cancelOrder(state, stop);
    return;
  }
  const exit = dueExitOf(state, { position, watch, stop });
  if (exit !== undefined) leave(state, position, exit);
  else if (stop === undefined) replaceStop(state, position);
  else if (isStanding(stop) && isOutOfPlace(state, position, stop)) cancelOrder(state, stop);
}

interface Kept {
  readonly position: Position;
  readonly watch: StopWatch;
  readonly stop: Order | undefined;
}

const hasQuote = (state: DeskState, { symbol }: Position): boolean =>
  state.market.stateOf(symbol)?.quote !== undefined;

/** The time without a stop counts from the first price: before it the venue would take neither stop nor close. */
function noteStanding(state: DeskState, { position, watch, stop }: Kept): void {
  const isClosing = position.closingOrderId !== undefined && stop === undefined;
  if (isClosing || (stop !== undefined && !isUnheard(stop))) watch.tsBare = undefined;
  else if (hasQuote(state, position)) watch.tsBare ??= state.ts;
  else watch.tsBare = state.ts;
  if (stop !== undefined && isStanding(stop) && state.ts - stop.tsUpdated >= PROVEN_AFTER_MS) {
    watch.ends = 0;
  }
}

const timeBareOf = (state: DeskState, { tsBare }: StopWatch): number =>
  tsBare === undefined ? 0 : state.ts - tsBare;

/** A report may have been lost: asking costs less than closing a position whose stop does stand. */
function askWhenSilent(state: DeskState, watch: StopWatch, stop: Order): void {
  const { stopStandsWithinMs } = state.safety;
  if (stop.state !== 'submitted' || timeBareOf(state, watch) * 2 < stopStandsWithinMs) return;
  const tsAsked = state.tsQueried.get(stop.clientOrderId);
  if (tsAsked === undefined || state.ts - tsAsked >= ASK_AGAIN_MS) askAboutOrder(state, stop);
}

/** Why the position should be left now, if it should; a switch may yet hold back what waits, never the safety layer. */
function dueExitOf(state: DeskState, kept: Kept): ExitWish | undefined {
  const { position } = kept;
  const waiting = waitingExitOf(position);
  const safety = safetyExitOf(state, kept);
  if (waiting === undefined || safety === undefined) return waiting ?? safety;
  return isStronger(safety, waiting, position) ? safety : waiting;
}

function safetyExitOf(state: DeskState, kept: Kept): ExitWish | undefined {
  const { position, watch, stop } = kept;
  giveUpInTime(state, position, watch);
  if (watch.givenUp !== undefined) {
    const thesis = `no stop stands at the venue: ${watch.givenUp}`;
    return { purpose: 'safety', reason: 'stop', thesis };
  }
  const isReached = stop === undefined ? isBareAtStop(state, kept) : isOverdue(state, position);
  return isReached ? stopExitOf(position) : undefined;
}

/** As the safety layer names it. */
const stopExitOf = (position: Position): ExitWish =>
  isGainKept(position)
    ? { purpose: 'safety', reason: 'trailing_stop', thesis: 'trailing stop reached' }
    : { purpose: 'safety', reason: 'stop', thesis: 'protective stop reached' };

function giveUpInTime(state: DeskState, position: Position, watch: StopWatch): void {
  const { strategyId } = position;
  if (!state.restingStrategies.has(strategyId)) return;
  const { stopStandsWithinMs } = state.safety;
  if (timeBareOf(state, watch) < stopStandsWithinMs) return;
  giveUpStop(state, position, `not accepted within ${String(stopStandsWithinMs)} ms`);
}

/** The rest of a stop that has begun to fill, or a price that came to the level while none stood. */
const isBareAtStop = (state: DeskState, { position, watch }: Kept): boolean =>
  watch.tsReached !== undefined ||
  (hasQuote(state, position) &&
    hasReached(position, position.stopPrice, closePriceOf(state, position)));

function leave(state: DeskState, position: Position, exit: ExitWish): void {
  const waiting = waitingExitOf(position);
  if (liveStopOf(state, position) === undefined) stopWaiting(position);
  if (takeExit(state, position, exit) || waiting === undefined) return;
  // A switch holds it back by now: the position stays, with a stop.
  stopWaiting(position);
  recordPosition(state, position);
  keepStop(state, position);
}

function replaceStop(state: DeskState, position: Position): void {
  const isWanted = state.restingStrategies.has(position.strategyId);
  if (isWanted && hasQuote(state, position)) placeStop(state, position);
}

function isOutOfPlace(state: DeskState, position: Position, stop: Order): boolean {
  if (stop.side !== closingSideOf(position) || unfilledQty(stop) !== absQty(position.qty))
    return true;
  const level = stopLevelOf(position, instrumentOf(state, position.symbol));
  const stands = stop.stopPrice ?? level;
  if (level === stands) return false;
  const isFurther = position.qty > 0n ? level < stands : level > stands;
  if (isFurther) return true;
  const ageMs = state.ts - stop.tsCreated;
  const moved = level > stands ? level - stands : stands - level;
  const isStep = moved >= shareOf(stands, MOVE_STEP) && ageMs >= MOVE_EVERY_MS;
  return isStep || ageMs >= MOVE_AT_LAST_MS;
}

/** A stop whose position is gone, or has another one. */
function callBackOrphans(state: DeskState): void {
  for (const order of [...state.orders.working()]) {
    if (order.type !== 'stop') continue;
    const position = state.positions.find(order.strategyId, order.symbol);
    if (position?.stopOrderId !== order.clientOrderId) cancelOrder(state, order);
  }
}
