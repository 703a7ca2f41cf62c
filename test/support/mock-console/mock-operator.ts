import type {
  Actor,
  CommandOutcome,
  OperatorCommand,
  OperatorPort,
} from '../../../apps/engine/src/api/operator-port.ts';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { denied } from '@quarterdeck/core/kernel/verdict';
import { withClosedBreaker } from './invented-agent.ts';
import { InventedDesk } from './invented-desk.ts';

/** Obeys every command on an invented desk, in the shapes of the real engine. */
export function createMockOperator(
  now: () => number,
): OperatorPort & { readonly desk: InventedDesk } {
  const desk = new InventedDesk(now());
  const history = [
    {
      level: 'none',
      reason: 'books agree after the restart',
      by: 'operator',
      ts: now() - 640_000,
      eventSeq: 17_011,
    },
    { level: 'lock', reason: 'start-up', by: 'desk', ts: now() - 3_600_000, eventSeq: 1 },
  ];
  const setLock = (level: 'none' | 'lock' | 'freeze', reason: string, by: string) => {
    const eventSeq = desk.note(
      level === 'none' ? 'TradingUnlocked' : 'TradingLocked',
      reason,
      now(),
    );
    desk.state = { ...desk.state, lock: { level, reason, by, tsSince: now(), eventSeq } };
    history.unshift({ level, reason, by, ts: now(), eventSeq });
  };
  const apply = (command: OperatorCommand, actor: Actor) => {
    const { state } = desk;
    switch (command.type) {
      case 'Lock':
        setLock(command.level, command.reason, actor.name);
        return;
      case 'Unlock':
        setLock('none', command.reason, actor.name);
        return;
      case 'SetStrategyControl': {
        const { strategyId, type: _type, commandId: _id, ...change } = command;
        const switchSeq = desk.note('StrategySwitched', strategyId, now());
        const strategies = state.strategies.map((row) =>
          row.id === strategyId ? { ...row, ...change, switchSeq, switchedBy: actor.name } : row,
        );
        desk.state = { ...desk.state, strategies: strategies as typeof state.strategies };
        return;
      }
      case 'SetStrategyParams':
      case 'ReloadParams':
        desk.note('StrategyReconfigured', command.strategyId ?? 'all strategies', now());
        return;
      case 'ResetBreaker':
        desk.note('BreakerReset', command.reason, now());
        desk.state = { ...state, agent: state.agent && withClosedBreaker(state.agent) };
        return;
      case 'ClosePosition':
        desk.note('PositionCloseRequested', command.positionId, now());
        desk.state = {
          ...desk.state,
          positions: state.positions.filter((row) => row.positionId !== command.positionId),
        };
        return;
      case 'MoveStop':
        desk.state = {
          ...desk.state,
          positions: state.positions.map((row) =>
            row.positionId === command.positionId ? { ...row, stopPrice: command.stopPrice } : row,
          ),
        };
        return;
      case 'CancelOrder':
        desk.state = {
          ...desk.state,
          orders: state.orders.filter((row) => row.clientOrderId !== command.clientOrderId),
        };
        return;
      case 'Flatten':
        desk.note('FlattenRequested', command.reason, now());
        startFlatten(desk, actor.name, now());
    }
  };
  return {
    desk,
    epoch: `mock-${now()}`,
    now,
    consoleState: () => desk.state,
    execute: async (command, actor): Promise<CommandOutcome> => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      const isClosed = desk.state.agent?.breaker.position === 'closed';
      if (command.type === 'ResetBreaker' && isClosed) return denied('BREAKER_NOT_OPEN');
      if (command.type === 'MoveStop' && command.stopPrice === '1') {
        return denied('STOP_TOO_FAR', { stopPrice: '1', limitBps: 400 });
      }
      apply(command, actor);
      desk.audit(command.type, `${actor.name} via ${actor.via} → accepted`, now());
      const { commandId } = command;
      return {
        ok: true,
        receipt: { commandId, eventSeq: desk.seq, enforcedMs: 3.2, tsEnforced: now() },
      };
    },
    equitySeries: (fromTs, limit) => desk.curve.filter((point) => point.ts >= fromTs).slice(-limit),
    lockHistory: (limit) => history.slice(0, limit),
    fills: () => [],
    auditTail: () => desk.state.auditTail,
    openPositions: () => desk.state.positions,
    health: () => ({ status: 'ok', engine: 'running', tsHeartbeat: now() }),
    metrics: () => Promise.resolve('quarterdeck_events_total 1\n'),
  };
}

function startFlatten(desk: InventedDesk, by: string, tsStarted: number): void {
  const steps = [
    { phase: 'cancelling', change: {} },
    { phase: 'closing', change: { orders: [] } },
    { phase: 'verifying', change: { positions: [] } },
    { phase: 'flat', change: {} },
  ] satisfies readonly {
    readonly phase: ConsoleState['flatten']['phase'];
    readonly change: Partial<ConsoleState>;
  }[];
  for (const [at, step] of steps.entries()) {
    setTimeout(() => {
      const flatten = { phase: step.phase, by, tsStarted, attempts: 0, left: [] };
      desk.state = { ...desk.state, ...step.change, flatten };
    }, at * 900);
  }
}
