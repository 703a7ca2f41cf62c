import { asPrice, asQty, formatUnits, notional, ZERO_MONEY, ZERO_QTY } from '../kernel/decimal.ts';
import { asMoney, type Qty } from '../kernel/decimal.ts';
import { asPositionId, EXTERNAL, type SymbolId } from '../kernel/ids.ts';
import { isOwnOrderId } from '../execution/client-order-id.ts';
import type { Position } from '../model/position.ts';
import type { VenuePosition, VenueSnapshot } from '../model/venue-report.ts';
import { bookFill } from './book-fill.ts';
import type { DeskState } from './desk-state.ts';
import { advanceFlatten } from './flatten.ts';
import { askAboutOrder, handleQueried } from './handle-report.ts';
import { raiseAlert } from './records.ts';

/** Older than this, an order the venue does not list as open is asked about by itself. */
const SETTLE_MS = 3_000;

/** The venue's book against ours: fills first, then orders, then what is left over is external. */
export function handleSnapshot(state: DeskState, snapshot: VenueSnapshot): void {
  for (const fill of snapshot.fills) bookFill(state, fill);
  const newest = snapshot.fills.at(-1)?.tradeId;
  if (newest !== undefined && state.deferredFills.length === 0) state.confirmedTradeId = newest;
  compareOrders(state, snapshot);
  const differences = [
    ...comparePositions(state, snapshot),
    ...snapshot.openOrders
      .filter((order) => !isOwnOrderId(state.options.deskId, order.clientOrderId))
      .map((order) => `external order ${order.clientOrderId} on ${order.symbol}`),
  ];
  concludeReconcile(state, differences);
  advanceFlatten(state, snapshot);
}

function compareOrders(state: DeskState, { openOrders }: VenueSnapshot): void {
  const open = new Map(openOrders.map((order) => [order.clientOrderId, order]));
  for (const order of [...state.orders.working()]) {
    const found = open.get(order.clientOrderId);
    const isEnding = state.endReported.has(order.clientOrderId) || state.phase === 'reconciling';
    if (found !== undefined) handleQueried(state, order.clientOrderId, found);
    else if (isEnding || state.ts - order.tsUpdated >= SETTLE_MS) askAboutOrder(state, order);
  }
}

function concludeReconcile(state: DeskState, differences: readonly string[]): void {
  const foreign = listForeign(state);
  state.reconcile = {
    ok: differences.length + foreign.length === 0,
    tsChecked: state.ts,
    differences: [...differences, ...foreign],
  };
  const isSettled =
    state.deferredFills.length === 0 && state.suspects.size === 0 && foreign.length === 0;
  if (state.phase === 'reconciling' && isSettled) state.phase = 'running';
}

/** What we hold in instruments the configuration no longer has: nothing new is opened beside it. */
function listForeign(state: DeskState): readonly string[] {
  return state.positions
    .list()
    .filter((position) => !state.instruments.has(position.symbol))
    .map((position) => `${position.symbol}: held, but the instrument is not configured`);
}

function comparePositions(state: DeskState, snapshot: VenueSnapshot): readonly string[] {
  const held = new Map(snapshot.positions.map((position) => [position.symbol, position]));
  return state.options.instruments.flatMap(({ symbol }) =>
    // While an order travels, our book and the snapshot speak of different moments.
    state.orders.hasTravelling(symbol) ? [] : compareSymbol(state, symbol, held.get(symbol)),
  );
}

function compareSymbol(
  state: DeskState,
  symbol: SymbolId,
  venue: VenuePosition | undefined,
): readonly string[] {
  const known = state.positions.find(EXTERNAL, symbol)?.qty ?? ZERO_QTY;
  const own = asQty(state.positions.netOf(symbol) - known);
  const held = venue?.qty ?? ZERO_QTY;
  const unexplained = asQty(held - own);
  if (unexplained === known) state.suspects.delete(symbol);
  else suspect(state, { symbol, qty: unexplained, ...(venue !== undefined && { venue }) });
  if (unexplained === 0n) return [];
  return [
    `${symbol}: venue ${formatUnits(held)}, ours ${formatUnits(own)}, external ${formatUnits(unexplained)}`,
  ];
}

interface Unexplained {
  readonly symbol: SymbolId;
  readonly qty: Qty;
  readonly venue?: VenuePosition;
}

/** One empty answer is not proof: a second must agree. */
function suspect(state: DeskState, found: Unexplained): void {
  if (state.suspects.get(found.symbol) !== found.qty) {
    state.suspects.set(found.symbol, found.qty);
    return;
  }
  state.suspects.delete(found.symbol);
  adoptExternal(state, found);
}

/** Shown, counted and closable like any position; entries in its symbol wait until it is gone. */
function adoptExternal(state: DeskState, found: Unexplained): void {
  const { symbol, qty, venue } = found;
  const before = state.positions.find(EXTERNAL, symbol);
  const costQuote = venue === undefined ? ZERO_MONEY : notional(venue.averagePrice, qty);
  state.ledger.adopt(symbol, asMoney(costQuote - (before?.costQuote ?? 0n)));
  const position: Position = {
    ...(before ?? blankExternal(state, symbol)),
    qty,
    costQuote: qty === 0n ? ZERO_MONEY : costQuote,
  };
  if (qty === 0n) {
    state.positions.remove(EXTERNAL, symbol);
    state.exitBackoff.delete(position.positionId);
  } else state.positions.put(position);
  state.effects.record({ type: 'RecordPosition', position: { ...position } });
  raiseAlert(state, {
    level: qty === 0n ? 'info' : 'critical',
    code: 'RECONCILE_EXTERNAL_POSITION',
    text: `${symbol}: the venue holds ${formatUnits(qty)} that no order of this desk explains.`,
  });
}

function blankExternal(state: DeskState, symbol: SymbolId): Position {
  return {
    positionId: asPositionId(`external-${symbol}`),
    strategyId: EXTERNAL,
    symbol,
    qty: ZERO_QTY,
    costQuote: ZERO_MONEY,
    peakQty: ZERO_QTY,
    exitQty: ZERO_QTY,
    exitQuote: ZERO_MONEY,
    realised: ZERO_MONEY,
    fees: ZERO_MONEY,
    tsOpened: state.ts,
    entry_probability: 0,
    entry_units_intent: ZERO_QTY,
    thesis: 'not opened by this desk',
    stopPrice: asPrice(0n),
    bestPrice: asPrice(0n),
  };
}
