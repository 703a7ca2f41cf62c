import {
  absQty,
  formatUnits,
  parsePrice,
  parseQty,
  type Price,
} from '@quarterdeck/core/kernel/decimal';
import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { canBecome } from '@quarterdeck/core/execution/order-state-machine';
import { EXTERNAL } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Position } from '@quarterdeck/core/model/position';
import type { OperatorCommand } from '../../api/operator-port.ts';
import { changeParams, reloadParams, type StrategyFiles } from './params-to-event.ts';

/** Known names in a refusal, so that the one who asked can correct it without another request. */
const known = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.slice(0, 20).join(', ');

type Of<TType extends OperatorCommand['type']> = Extract<OperatorCommand, { type: TType }>;

function findPosition(view: DeskView, positionId: string): Parsed<Position> {
  const positions = view.positions();
  const position = positions.find((candidate) => candidate.positionId === positionId);
  if (position !== undefined) return parsed(position);
  const names = positions.map((candidate) => candidate.positionId);
  return denied('POSITION_UNKNOWN', { positionId, known: known(names) });
}

/** Fields that were not sent keep the value they have now. */
function switchOf(
  command: Of<'SetStrategyControl'>,
  view: DeskView,
  by: string,
): Parsed<DeskEventBody> {
  const rows = view.strategies();
  const row = rows.find(({ strategyId }) => strategyId === command.strategyId);
  if (row === undefined) {
    const names = rows.map(({ strategyId }) => strategyId);
    return denied('STRATEGY_UNKNOWN', { strategyId: command.strategyId, known: known(names) });
  }
  return parsed({
    type: 'StrategySwitched',
    strategyId: row.strategyId,
    entry_enabled: command.entry_enabled ?? row.control.entry_enabled,
    exit_enabled: command.exit_enabled ?? row.control.exit_enabled,
    memo: command.memo ?? row.control.memo,
    by,
  });
}

function closeOf(command: Of<'ClosePosition'>, view: DeskView, by: string): Parsed<DeskEventBody> {
  const position = findPosition(view, command.positionId);
  if (!position.ok) return position;
  const { positionId, qty, symbol, closingOrderId } = position.value;
  // The desk sends one closing order at a time: a second wish would vanish behind a receipt.
  if (closingOrderId !== undefined)
    return denied('CLOSE_IN_FLIGHT', { positionId, clientOrderId: closingOrderId });
  if (command.qty === undefined) return parsed({ type: 'PositionCloseRequested', positionId, by });
  const asked = parseQty(command.qty);
  if (!asked.ok) return asked;
  const held = absQty(qty);
  if (asked.value > held) {
    return denied('CLOSE_EXCEEDS_POSITION', { asked: command.qty, held: formatUnits(held) });
  }
  const lot = view.feeds(view.lastTs).find(({ instrument }) => instrument.symbol === symbol)
    ?.instrument.lotSize;
  if (lot !== undefined && asked.value !== held && asked.value % lot !== 0n) {
    return denied('CLOSE_OFF_LOT', { asked: command.qty, lot: formatUnits(lot) });
  }
  return parsed({ type: 'PositionCloseRequested', positionId, qty: asked.value, by });
}

/** A stop on the wrong side of the market would fire at once: that is a close, and closing has its own command. */
function checkStopSide(view: DeskView, position: Position, stopPrice: Price): Parsed<Price> {
  const feed = view
    .feeds(view.lastTs)
    .find(({ instrument }) => instrument.symbol === position.symbol);
  if (feed?.quote === undefined) return parsed(stopPrice);
  const { bid, ask } = feed.quote;
  const isLong = position.qty > 0n;
  if (isLong ? stopPrice < bid : stopPrice > ask) return parsed(stopPrice);
  const numbers = {
    stopPrice: formatUnits(stopPrice),
    bid: formatUnits(bid),
    ask: formatUnits(ask),
  };
  return denied('STOP_WRONG_SIDE', numbers);
}

function stopOf(command: Of<'MoveStop'>, view: DeskView, by: string): Parsed<DeskEventBody> {
  const position = findPosition(view, command.positionId);
  if (!position.ok) return position;
  if (position.value.strategyId === EXTERNAL)
    return denied('STOP_NOT_OURS', { symbol: position.value.symbol });
  const asked = parsePrice(command.stopPrice);
  if (!asked.ok) return asked;
  const stop = checkStopSide(view, position.value, asked.value);
  if (!stop.ok) return stop;
  const { positionId } = position.value;
  return parsed({ type: 'StopMoved', positionId, stopPrice: stop.value, by });
}

function cancelOf(command: Of<'CancelOrder'>, view: DeskView, by: string): Parsed<DeskEventBody> {
  const orders = view.workingOrders();
  const order = orders.find(({ clientOrderId }) => clientOrderId === command.clientOrderId);
  if (order === undefined) {
    const names = orders.map(({ clientOrderId }) => clientOrderId);
    return denied('ORDER_UNKNOWN', { clientOrderId: command.clientOrderId, known: known(names) });
  }
  const { clientOrderId, state } = order;
  if (!canBecome(state, 'cancel_pending'))
    return denied('ORDER_NOT_CANCELLABLE_YET', { clientOrderId, state });
  return parsed({ type: 'OrderCancelRequested', clientOrderId, by });
}

function unlockOf(command: Of<'Unlock'>, view: DeskView, by: string): Parsed<DeskEventBody> {
  if (view.lock.level === 'none') return denied('LOCK_NOT_SET', { since: view.lock.tsSince });
  return parsed({ type: 'TradingUnlocked', reason: command.reason, by });
}

function single(result: Parsed<DeskEventBody>): Parsed<readonly DeskEventBody[]> {
  return result.ok ? parsed([result.value]) : result;
}

function flattenOf(command: Of<'Flatten'>, view: DeskView, by: string): readonly DeskEventBody[] {
  const flatten: DeskEventBody = { type: 'FlattenRequested', by };
  // A lock that holds already, perhaps a freeze, is not weakened by the one that goes before a flatten.
  if (!command.lockFirst || view.lock.level !== 'none') return [flatten];
  return [{ type: 'TradingLocked', level: 'lock', reason: command.reason, by }, flatten];
}

/** A reset of one that lets questions through would be a person's word for nothing. */
function resetOf(
  { reason }: Of<'ResetBreaker'>,
  breaker: BreakerStatus | undefined,
  by: string,
): Parsed<DeskEventBody> {
  if (breaker === undefined) return denied('AGENT_NOT_CONFIGURED');
  const { position, transientInRow } = breaker;
  if (position === 'closed') return denied('BREAKER_NOT_OPEN', { transientInRow });
  return parsed({ type: 'BreakerReset', reason, by });
}

export type BreakerStatus = AgentStatus['breaker'];

export interface CommandContext {
  readonly by: string;
  readonly strategies: StrategyFiles;
  /** Undefined without an agent. */
  readonly breaker: BreakerStatus | undefined;
}

/** The events a command stands for, in order, or why there are none. Targets must exist; figures must be exact decimals. */
export function commandToEvents(
  command: OperatorCommand,
  view: DeskView,
  { by, strategies, breaker }: CommandContext,
): Parsed<readonly DeskEventBody[]> {
  switch (command.type) {
    case 'SetStrategyControl':
      return single(switchOf(command, view, by));
    case 'SetStrategyParams':
      return single(changeParams(command, view, { by, strategies }));
    case 'ReloadParams':
      return reloadParams(command, view, { by, strategies });
    case 'Lock':
      return parsed([{ type: 'TradingLocked', level: command.level, reason: command.reason, by }]);
    case 'Unlock':
      return single(unlockOf(command, view, by));
    case 'ClosePosition':
      return single(closeOf(command, view, by));
    case 'MoveStop':
      return single(stopOf(command, view, by));
    case 'CancelOrder':
      return single(cancelOf(command, view, by));
    case 'Flatten':
      return parsed(flattenOf(command, view, by));
    case 'ResetBreaker':
      return single(resetOf(command, breaker, by));
  }
}
