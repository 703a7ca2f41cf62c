import type { Command } from 'commander';
import { callControl } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { newCommandId } from '../cli-ports.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption } from '../options.ts';

interface ResetFlags {
  readonly reason: string;
  readonly data?: string;
}

export function addBreakerCommand(program: Command, ports: CliPorts): void {
  const breaker = program
    .command('breaker')
    .description('the breaker between the agent and its model');
  breaker
    .command('reset')
    .description('let a running engine ask the model again')
    .requiredOption('--reason <text>', 'what has been mended; kept in the audit log')
    .addOption(dataOption())
    .action(async ({ reason, data }: ResetFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const command = { commandId: newCommandId(ports), reason };
      const receipt = await callControl(socketPath, { method: 'reset-breaker', command });
      const took = `${receipt.enforcedMs.toFixed(1)} ms`;
      ports.print(
        `breaker reset as event ${receipt.eventSeq} in ${took}: the model is asked again`,
      );
    });
}
