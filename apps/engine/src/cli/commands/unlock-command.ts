import type { Command } from 'commander';
import { callControl } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { newCommandId } from '../cli-ports.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption } from '../options.ts';

interface UnlockFlags {
  readonly reason: string;
  readonly data?: string;
}

export function addUnlockCommand(program: Command, ports: CliPorts): void {
  program
    .command('unlock')
    .description('release the lock of a running engine')
    .requiredOption('--reason <text>', 'why it is safe again; kept in the audit log')
    .addOption(dataOption())
    .action(async ({ reason, data }: UnlockFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const command = { commandId: newCommandId(ports), reason };
      const receipt = await callControl(socketPath, { method: 'unlock', command });
      ports.print(`unlocked as event ${receipt.eventSeq} in ${receipt.enforcedMs.toFixed(1)} ms`);
    });
}
