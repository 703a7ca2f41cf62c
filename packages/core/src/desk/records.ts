import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { StrategyId } from '../kernel/ids.ts';
import type { LockLevel, LockState, StrategyControl } from '../model/control.ts';
import type { AlertLevel, DenialRecord, Signal } from '../model/effect.ts';
import type { Intent } from '../model/intent.ts';
import type { Order } from '../model/order.ts';
import type { Position } from '../model/position.ts';
import type { RiskMemory } from '../model/restored.ts';
import type { DeskState } from './desk-state.ts';

/** Equal refusals and signals inside this window are counted, not stored one by one. */
const COALESCE_MS = 1_000;

export const recordOrder = (state: DeskState, order: Order): void => {
  state.effects.record({ type: 'RecordOrder', order: { ...order } });
};

export function recordPosition(state: DeskState, position: Position): void {
  state.dirtyPositions.delete(position.positionId);
  state.effects.record({ type: 'RecordPosition', position: { ...position } });
}

export function raiseAlert(
  state: DeskState,
  alert: { readonly level: AlertLevel; readonly code: string; readonly text: string },
): void {
  state.effects.send({ type: 'RaiseAlert', alert: { ...alert, ts: state.ts } });
}

export function setLock(
  state: DeskState,
  wanted: { readonly level: LockLevel; readonly reason: string; readonly by: string },
): void {
  const lock: LockState = { ...wanted, tsSince: state.ts, eventSeq: state.seq };
  state.lock = lock;
  state.effects.record({ type: 'RecordLock', lock });
}

export function setControl(
  state: DeskState,
  wanted: Omit<StrategyControl, 'tsUpdated' | 'eventSeq'>,
): void {
  const control: StrategyControl = { ...wanted, tsUpdated: state.ts, eventSeq: state.seq };
  state.controls.set(control.strategyId, control);
  state.effects.record({ type: 'RecordControl', control });
}

/** Takes both hands off a strategy; what it holds stays with the safety layer and the operator. */
export function switchOff(state: DeskState, strategyId: StrategyId, keepExits: boolean): void {
  const control = state.controls.get(strategyId);
  setControl(state, {
    strategyId,
    entry_enabled: false,
    exit_enabled: keepExits && (control?.exit_enabled ?? false),
    memo: control?.memo ?? '',
    by: 'desk',
  });
}

export function riskMemoryOf(state: DeskState): RiskMemory {
  return {
    tsDay: state.tsDay,
    dayStartEquity: state.dayStartEquity,
    peakEquity: state.peakEquity,
    ...(state.breakerTrippedTs === undefined ? {} : { breakerTrippedTs: state.breakerTrippedTs }),
    throttled: [...state.throttled],
  };
}

export function recordRiskMemory(state: DeskState): void {
  state.isRiskDirty = false;
  state.tsRiskRecorded = state.ts;
  state.effects.record({ type: 'RecordRiskMemory', memory: riskMemoryOf(state) });
}

/** Remembers the newest signal; stores it when it says something new or a second has passed. */
export function noteSignal(state: DeskState, signal: Signal): void {
  const last = state.lastSignals.get(signal.strategyId);
  const isRepeat =
    last !== undefined &&
    last.symbol === signal.symbol &&
    last.side === signal.side &&
    last.purpose === signal.purpose &&
    signal.ts - last.ts < COALESCE_MS;
  if (isRepeat) return;
  state.lastSignals.set(signal.strategyId, signal);
  state.effects.record({ type: 'RecordSignal', signal });
}

export function noteDenial(
  state: DeskState,
  intent: Pick<Intent, 'intentId' | 'strategyId' | 'symbol' | 'purpose'>,
  refusal: { readonly code: string; readonly numbers: RefusalNumbers },
): void {
  const key = `${intent.strategyId}|${intent.symbol}|${refusal.code}`;
  const run = state.denialRuns.get(key);
  if (run !== undefined && state.ts - run.ts < COALESCE_MS) {
    run.count += 1;
    return;
  }
  const denial: DenialRecord = {
    intentId: intent.intentId,
    strategyId: intent.strategyId,
    symbol: intent.symbol,
    purpose: intent.purpose,
    code: refusal.code,
    numbers: refusal.numbers,
    ts: state.ts,
    count: run === undefined ? 1 : run.count + 1,
  };
  state.denialRuns.set(key, { ts: state.ts, count: 0 });
  state.lastDenials.set(intent.strategyId, denial);
  state.effects.record({ type: 'RecordDenial', denial });
}
