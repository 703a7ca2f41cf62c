import type { Command } from 'commander';
import { Option } from 'commander';
import { callControl, EngineDownError } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { newCommandId } from '../cli-ports.ts';
import type { DeskFolder } from '../find-desk.ts';
import { findDesk } from '../find-desk.ts';
import { lockStoppedDesk } from '../lock-stopped-desk.ts';
import { dataOption } from '../options.ts';

interface LockFlags {
  readonly level: 'lock' | 'freeze';
  readonly reason: string;
  readonly data?: string;
}

export function addLockCommand(program: Command, ports: CliPorts): void {
  program
    .command('lock')
    .description('deny all new risk, also while the engine is down')
    .addOption(
      new Option('--level <level>', 'freeze also holds the strategies’ own exits')
        .choices(['lock', 'freeze'])
        .default('lock'),
    )
    .option('--reason <text>', 'shown on every page and in the audit log', 'emergency lock')
    .addOption(dataOption())
    .action(async (flags: LockFlags) => {
      const desk = findDesk(ports.home, flags.data);
      if (await lockRunningDesk(desk, flags, ports)) return;
      lockStoppedDesk(desk, { level: flags.level, reason: flags.reason, ports });
      // An engine that was just starting may have read its tables before this row was in them.
      if (await lockRunningDesk(desk, flags, ports)) return;
      ports.print(
        `${flags.level} stored. The engine is not running: it will start locked (${flags.reason})`,
      );
    });
}

/** False when nothing listens. */
async function lockRunningDesk(
  { socketPath }: DeskFolder,
  { level, reason }: LockFlags,
  ports: CliPorts,
): Promise<boolean> {
  const command = { commandId: newCommandId(ports), level, reason };
  try {
    const receipt = await callControl(socketPath, { method: 'lock', command });
    ports.print(
      `${level} enforced as event ${receipt.eventSeq} in ${receipt.enforcedMs.toFixed(1)} ms: no new risk; exits, stops and your own closing go on`,
    );
    return true;
  } catch (error) {
    if (error instanceof EngineDownError) return false;
    throw error;
  }
}
