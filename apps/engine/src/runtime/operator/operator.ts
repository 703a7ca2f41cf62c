import { formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import { asTradeId } from '@quarterdeck/core/kernel/ids';
import { EXTERNAL } from '@quarterdeck/core/kernel/ids';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import type { FillRow, HealthView, OperatorPort } from '../../api/operator-port.ts';
import type { Memory } from '../../ports/memory.ts';
import { auditRows } from '../console/audit-tail.ts';
import type { CommandExecutor } from './execute-command.ts';

export interface OperatorOptions {
  readonly epoch: string;
  readonly now: () => number;
  readonly memory: Pick<Memory, 'listEquity' | 'lockHistory' | 'listFills' | 'listAudit'>;
  readonly commands: CommandExecutor;
  readonly consoleState: () => ConsoleState;
  readonly health: () => HealthView;
  readonly metrics: () => Promise<string>;
}

const fillRow = (fill: BookedFill): FillRow => ({
  tradeId: fill.tradeId,
  clientOrderId: fill.clientOrderId,
  strategyId: fill.strategyId,
  symbol: fill.symbol,
  side: fill.side,
  price: formatUnits(fill.price),
  qty: formatUnits(fill.qty),
  fee: formatMoney(fill.fee),
  net: formatMoney(fill.net),
  tsEvent: fill.tsEvent,
});

/** All that the front door may do with the engine. */
export function createOperator(options: OperatorOptions): OperatorPort {
  const { epoch, now, memory, commands, consoleState, health, metrics } = options;
  return {
    epoch,
    now,
    consoleState,
    health,
    metrics,
    execute: (command, actor) =>
      new Promise((resolve) => {
        resolve(commands.execute(command, actor));
      }),
    equitySeries: (fromTs, limit) => memory.listEquity(fromTs, limit),
    lockHistory: (limit) =>
      memory.lockHistory(limit).map(({ level, reason, by, tsSince, eventSeq }) => ({
        level,
        reason,
        by,
        ts: tsSince,
        eventSeq,
      })),
    fills: ({ limit, before }) =>
      memory
        .listFills({ limit, ...(before === undefined ? {} : { before: asTradeId(before) }) })
        .map(fillRow),
    auditTail: (limit) => auditRows(memory, limit),
    openPositions: (includeUnknown) =>
      consoleState().positions.filter(
        ({ strategyId }) => includeUnknown || strategyId !== EXTERNAL,
      ),
  };
}
