import { EXTERNAL, type PositionId } from '../kernel/ids.ts';
import type { Price } from '../kernel/decimal.ts';
import type { OperatorEvent } from '../model/event.ts';
import { cancelOrder } from './cancel-order.ts';
import type { DeskState } from './desk-state.ts';
import { closePosition } from './exits.ts';
import { startFlatten } from './flatten.ts';
import { recallEntries } from './handle-report.ts';
import { reconfigureStrategy } from './reconfigure.ts';
import { raiseAlert, recordPosition, recordRiskMemory, setControl, setLock } from './records.ts';
import { forgetReached } from './resting-stop/stop-watch.ts';
import { equityOf } from './valuation.ts';

/** A person's acts. Targets have been checked by the caller; what is gone meanwhile is left alone. */
export function handleOperator(state: DeskState, event: OperatorEvent): void {
  switch (event.type) {
    case 'StrategySwitched':
      switchStrategy(state, event);
      return;
    case 'StrategyReconfigured':
      reconfigureStrategy(state, event);
      return;
    case 'TradingLocked':
      lockTrading(state, event);
      return;
    case 'TradingUnlocked':
      unlockTrading(state, event);
      return;
    case 'PositionCloseRequested':
      closeByHand(state, event);
      return;
    case 'StopMoved':
      moveStop(state, event.positionId, event.stopPrice);
      return;
    case 'OrderCancelRequested': {
      const order = state.orders.find(event.clientOrderId);
      if (order !== undefined) cancelOrder(state, order);
      return;
    }
    case 'FlattenRequested':
      startFlatten(state, event.by);
  }
}

function switchStrategy(
  state: DeskState,
  event: Extract<OperatorEvent, { type: 'StrategySwitched' }>,
): void {
  const { strategyId, entry_enabled, exit_enabled, memo, by } = event;
  setControl(state, { strategyId, entry_enabled, exit_enabled, memo, by });
  if (entry_enabled && state.throttled.delete(strategyId)) {
    state.throttle.forget(strategyId);
    recordRiskMemory(state);
  }
  if (!entry_enabled) recallEntries(state, strategyId);
}

/**
 * No new risk from here on: resting entries are called back, what only reduces goes on.
 * A second lock never weakens a freeze; only unlocking does.
 */
function lockTrading(
  state: DeskState,
  event: Extract<OperatorEvent, { type: 'TradingLocked' }>,
): void {
  const level = state.lock.level === 'freeze' ? 'freeze' : event.level;
  setLock(state, { level, reason: event.reason, by: event.by });
  recallEntries(state);
  raiseAlert(state, {
    level: 'warning',
    code: 'TRADING_LOCKED',
    text: `Locked (${event.level}) by ${event.by}: ${event.reason}`,
  });
}

/** Opening again is a person's answer to a tripped breaker: the peak starts anew from here. */
function unlockTrading(
  state: DeskState,
  event: Extract<OperatorEvent, { type: 'TradingUnlocked' }>,
): void {
  setLock(state, { level: 'none', reason: event.reason, by: event.by });
  state.flattenLockSeq = undefined;
  if (state.flatten.phase === 'stuck') state.flatten = { ...state.flatten, phase: 'idle' };
  if (state.breakerTrippedTs !== undefined) {
    state.breakerTrippedTs = undefined;
    state.peakEquity = equityOf(state);
    recordRiskMemory(state);
  }
  raiseAlert(state, {
    level: 'info',
    code: 'TRADING_UNLOCKED',
    text: `Unlocked by ${event.by}: ${event.reason}`,
  });
}

function closeByHand(
  state: DeskState,
  event: Extract<OperatorEvent, { type: 'PositionCloseRequested' }>,
): void {
  const position = state.positions.findById(event.positionId);
  if (position === undefined) return;
  closePosition(state, position, {
    purpose: 'operator',
    reason: 'operator',
    thesis: `closed by ${event.by}`,
    ...(event.qty === undefined ? {} : { qty: event.qty }),
  });
}

function moveStop(state: DeskState, positionId: PositionId, stopPrice: Price): void {
  const position = state.positions.findById(positionId);
  if (position === undefined || position.strategyId === EXTERNAL) return;
  position.stopPrice = stopPrice;
  forgetReached(state, positionId);
  recordPosition(state, position);
}
