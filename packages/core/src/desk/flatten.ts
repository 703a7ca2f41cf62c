import { formatUnits } from '../kernel/decimal.ts';
import { isOwnOrderId } from '../execution/client-order-id.ts';
import { isFinalState } from '../execution/order-state-machine.ts';
import type { VenueSnapshot } from '../model/venue-report.ts';
import { cancelOrder } from './cancel-order.ts';
import type { DeskState } from './desk-state.ts';
import { closePosition } from './exits.ts';
import { isFlattening } from './guard-facts.ts';
import { askVenue } from './handle-report.ts';
import { raiseAlert, setLock } from './records.ts';

/** Rounds of closing and asking before a person has to look. */
const MOST_ATTEMPTS = 8;
/** A round that brings nothing for this long is counted and started again. */
const ROUND_MS = 5_000;

/**
 * Cancel what works, close what is open, then believe only the venue. A desk that is not locked is locked
 * meanwhile, on disk: a restart in the middle must not open again what was just being closed.
 */
export function startFlatten(state: DeskState, by: string): void {
  if (state.lock.level === 'none') {
    setLock(state, { level: 'lock', reason: 'flatten in progress', by });
    state.flattenLockSeq = state.seq;
  }
  state.flatten = { phase: 'cancelling', by, tsStarted: state.ts, attempts: 0, left: [] };
  state.exitBackoff.clear();
  pushFlatten(state);
}

/** Called after every event while a flatten runs: takes the next step that has become possible. */
export function pushFlatten(state: DeskState): void {
  if (!isFlattening(state)) return;
  countStalledRound(state);
  if (!isFlattening(state)) return;
  // What closes a position, or protects it until its own close, is not in the way of any other.
  const held = new Set(
    state.positions
      .list()
      .flatMap(({ closingOrderId, stopOrderId }) => [closingOrderId, stopOrderId]),
  );
  const others = [...state.orders.working()].filter((order) => !held.has(order.clientOrderId));
  for (const order of others) cancelOrder(state, order);
  if (others.some((order) => !isFinalState(order.state))) {
    setPhase(state, 'cancelling');
    return;
  }
  const open = state.positions.list();
  for (const position of open) {
    closePosition(state, position, {
      purpose: 'operator',
      reason: 'flatten',
      thesis: `flatten by ${state.flatten.by}`,
    });
  }
  if (open.length > 0 || state.orders.workingCount > 0) {
    setPhase(state, 'closing');
    return;
  }
  if (state.flatten.phase === 'verifying') return;
  setPhase(state, 'verifying');
  askVenue(state);
}

/** The venue's own book decides: flat, another round, or stuck with what is left named. */
export function advanceFlatten(state: DeskState, snapshot: VenueSnapshot): void {
  if (state.flatten.phase !== 'verifying') return;
  const left = [
    ...snapshot.positions
      .filter((position) => position.qty !== 0n)
      .map((position) => `position ${position.symbol} ${formatUnits(position.qty)}`),
    ...snapshot.openOrders
      .filter((order) => isOwnOrderId(state.options.deskId, order.clientOrderId))
      .map((order) => `order ${order.clientOrderId} ${order.symbol}`),
  ];
  if (left.length === 0) {
    state.flatten = { ...state.flatten, phase: 'flat', left };
    releaseFlattenLock(state);
    raiseAlert(state, {
      level: 'info',
      code: 'FLATTEN_DONE',
      text: 'Flat by the venue’s own book.',
    });
    return;
  }
  state.flatten = { ...state.flatten, left };
  nextRound(state);
}

/** Only the lock that the flatten itself set; a person's lock stays a person's. */
function releaseFlattenLock(state: DeskState): void {
  const isOwnLock =
    state.flattenLockSeq !== undefined && state.lock.eventSeq === state.flattenLockSeq;
  state.flattenLockSeq = undefined;
  if (isOwnLock) setLock(state, { level: 'none', reason: 'flatten done', by: 'desk' });
}

function setPhase(state: DeskState, phase: 'cancelling' | 'closing' | 'verifying'): void {
  if (state.flatten.phase !== phase) state.flatten = { ...state.flatten, phase };
}

function countStalledRound(state: DeskState): void {
  const { tsStarted, attempts } = state.flatten;
  if (state.ts - tsStarted >= (attempts + 1) * ROUND_MS) nextRound(state);
}

function nextRound(state: DeskState): void {
  const attempts = state.flatten.attempts + 1;
  const left = state.positions
    .list()
    .map((position) => `position ${position.symbol} ${formatUnits(position.qty)}`);
  const isStuck = attempts >= MOST_ATTEMPTS;
  state.flatten = {
    ...state.flatten,
    attempts,
    phase: isStuck ? 'stuck' : 'closing',
    left: left.length > 0 ? left : state.flatten.left,
  };
  if (!isStuck) return;
  raiseAlert(state, {
    level: 'critical',
    code: 'FLATTEN_STUCK',
    text: `Flatten is stuck; still open: ${state.flatten.left.join(', ')}.`,
  });
}
