import type { OperatorCommand } from '../operator-port.ts';
import type { StrategyControlBody } from './strategy-control.schema.ts';
import { wantedLock } from './strategy-control.schema.ts';

/**
 * Commands in the order in which they may be enforced: a lock goes first and a release last, so that no
 * moment between the two has more risk allowed than the caller asked for in the end.
 */
export function strategyControlCommands(
  body: StrategyControlBody,
  commandId: string,
): readonly OperatorCommand[] {
  const lock = lockCommand(body, commandId);
  const switches = switchCommand(body, commandId);
  const ordered = lock?.type === 'Unlock' ? [switches, lock] : [lock, switches];
  return ordered.filter((command) => command !== undefined);
}

function lockCommand(body: StrategyControlBody, commandId: string): OperatorCommand | undefined {
  const wanted = wantedLock(body);
  if (wanted === undefined) return undefined;
  const id = `${commandId}:lock`;
  const { level, reason } = wanted;
  // The schema has seen to it that a release has a reason.
  if (level === 'none') return { type: 'Unlock', commandId: id, reason: reason ?? '' };
  return { type: 'Lock', commandId: id, level, reason: reason ?? 'emergency lock' };
}

function switchCommand(body: StrategyControlBody, commandId: string): OperatorCommand | undefined {
  const { strategy, entry_enabled, exit_enabled, memo } = body;
  if (strategy === undefined) return undefined;
  return {
    type: 'SetStrategyControl',
    commandId: `${commandId}:set`,
    strategyId: strategy,
    ...(entry_enabled === undefined ? {} : { entry_enabled }),
    ...(exit_enabled === undefined ? {} : { exit_enabled }),
    ...(memo === undefined ? {} : { memo }),
  };
}
