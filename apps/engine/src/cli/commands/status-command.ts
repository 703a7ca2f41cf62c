import type { Command } from 'commander';
import { callControl } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { describeStatus } from '../describe-status.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption, jsonOption } from '../options.ts';

interface StatusFlags {
  readonly json?: boolean;
  readonly data?: string;
}

export function addStatusCommand(program: Command, ports: CliPorts): void {
  program
    .command('status')
    .description('state of a running engine')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async ({ json, data }: StatusFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const status = await callControl(socketPath, { method: 'status' });
      if (json === true) ports.print(JSON.stringify(status));
      else for (const line of describeStatus(status)) ports.print(line);
    });
}
