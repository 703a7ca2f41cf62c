import { startOfUtcDay, type EpochMs } from '../kernel/clock.ts';
import { asStrategyId, EXTERNAL } from '../kernel/ids.ts';
import { pastMoment } from '../decision/market-view.ts';
import { OrderBook } from '../execution/order-book.ts';
import type { StrategyControl, SwitchPosition } from '../model/control.ts';
import type { Order } from '../model/order.ts';
import type { RestoredState } from '../model/restored.ts';
import { Ledger } from '../portfolio/ledger.ts';
import { PositionBook } from '../portfolio/position-book.ts';
import { startAgent } from './agent/start-agent.ts';
import type { DeskState } from './desk-state.ts';
import { askVenue } from './handle-report.ts';
import { applyParams } from './reconfigure.ts';
import { watchOf } from './resting-stop/stop-watch.ts';
import type { Wish } from '../decision/wish.ts';
import { raiseAlert, recordRiskMemory, setControl, setLock, switchOff } from './records.ts';
import { equityOf } from './valuation.ts';

/** Start and restart are one path: take what the tables hold, then ask the venue before any entry. */
export function startDesk(state: DeskState, restored: RestoredState): void {
  state.positions = new PositionBook(restored.positions);
  const orders = restored.orders.map((order) => notAfter(order, state.ts));
  state.orders = new OrderBook(state.options.deskId, orders);
  state.ledger = new Ledger(restored.totals);
  alignAdoptedCash(state);
  restoreLock(state, restored);
  restoreControls(state, restored);
  restoreTrades(state, restored);
  markSentAsUnknown(state);
  restoreRisk(state, restored);
  restoreParams(state, restored);
  warmUp(state, restored);
  startAgent(state, restored);
  for (const position of state.positions.list()) {
    if (position.stopOrderId !== undefined) watchOf(state, position);
  }
  state.phase = 'reconciling';
  askVenue(state);
}

/**
 * A clock that was set back between two lives of the engine puts what was sent into the future: its waiting times begin
 * now instead, or nobody could close what such an order was to close before the clock has come that far again.
 */
function notAfter(order: Order, ts: EpochMs): Order {
  if (order.tsCreated <= ts && order.tsUpdated <= ts) return order;
  const { tsCreated, tsUpdated } = order;
  return { ...order, tsCreated: Math.min(tsCreated, ts), tsUpdated: Math.min(tsUpdated, ts) };
}

/** An adoption moves cash without a fill, and sums are stored with fills: what was adopted last is put back. */
function alignAdoptedCash(state: DeskState): void {
  for (const { symbol, strategyId } of state.positions.list()) {
    if (strategyId === EXTERNAL) state.ledger.alignCash(symbol, state.positions.openCostOf(symbol));
  }
}

/** No stored lock means nobody knows whether it was set: locked. */
function restoreLock(state: DeskState, { lock }: RestoredState): void {
  if (lock !== undefined) {
    state.lock = lock;
    return;
  }
  setLock(state, { level: 'lock', reason: 'control state unknown at start', by: 'desk' });
}

const SWITCHES: Readonly<
  Record<SwitchPosition, Pick<StrategyControl, 'entry_enabled' | 'exit_enabled'>>
> = {
  on: { entry_enabled: true, exit_enabled: true },
  'manage-only': { entry_enabled: false, exit_enabled: true },
  off: { entry_enabled: false, exit_enabled: false },
};

function restoreControls(state: DeskState, restored: RestoredState): void {
  for (const control of restored.controls) state.controls.set(control.strategyId, control);
  for (const { strategy, initial } of state.options.strategies) {
    const strategyId = asStrategyId(strategy.id);
    if (state.controls.has(strategyId)) continue;
    setControl(state, { strategyId, ...SWITCHES[initial], memo: '', by: 'config' });
  }
}

/** Stored fills are known by symbol and trade id; the snapshot will name them again. */
function restoreTrades(state: DeskState, restored: RestoredState): void {
  for (const tradeId of restored.recentTradeIds) state.restoredTrades.add(tradeId);
  const [first] = restored.recentTradeIds;
  const isWhole = restored.totals.fills <= restored.recentTradeIds.length;
  if (first === undefined || isWhole) return;
  state.tradeFloor = restored.recentTradeIds.reduce((low, id) => (id < low ? id : low), first);
  state.confirmedTradeId = state.tradeFloor;
}

/** What was on its way when the last process ended may or may not have arrived. */
function markSentAsUnknown(state: DeskState): void {
  for (const order of [...state.orders.working()]) {
    if (order.state !== 'submitted') continue;
    state.orders.move(order, 'unknown', state.ts);
    state.effects.record({ type: 'RecordOrder', order: { ...order } });
  }
}

function restoreRisk(state: DeskState, { riskMemory }: RestoredState): void {
  if (riskMemory === undefined) {
    state.tsDay = startOfUtcDay(state.ts);
    state.peakEquity = equityOf(state);
    state.dayStartEquity = state.peakEquity;
    recordRiskMemory(state);
    return;
  }
  state.tsDay = riskMemory.tsDay;
  state.dayStartEquity = riskMemory.dayStartEquity;
  state.peakEquity = riskMemory.peakEquity;
  state.breakerTrippedTs = riskMemory.breakerTrippedTs;
  for (const strategyId of riskMemory.throttled) state.throttled.add(strategyId);
}

/** What a person had put into effect goes on; where the files were read last, they rule. History comes after. */
function restoreParams(state: DeskState, { params = [] }: RestoredState): void {
  for (const version of params) {
    if (!state.controls.has(version.strategyId)) continue;
    state.params.set(version.strategyId, version);
    if (version.source !== 'files') applyParams(state, version, []);
  }
}

/** History reaches the brains marked as such: they learn from it and propose nothing. */
function warmUp(state: DeskState, restored: RestoredState): void {
  for (const bar of restored.history) {
    const wishes = state.runner.onBar(pastMoment(bar), bar);
    for (const wish of wishes) if (wish.kind === 'failure') failAtStart(state, wish);
  }
}

function failAtStart(state: DeskState, failure: Extract<Wish, { kind: 'failure' }>): void {
  const { strategyId, message } = failure;
  switchOff(state, strategyId, false);
  raiseAlert(state, {
    level: 'critical',
    code: 'STRATEGY_FAILED',
    text: `${strategyId} failed while learning from history and is off: ${message}`,
  });
}
