import type { Command } from 'commander';
import { callControl } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption } from '../options.ts';

export function addLinkCommand(program: Command, ports: CliPorts): void {
  program
    .command('link')
    .description('print a link that signs one browser in, once, within ten minutes')
    .addOption(dataOption())
    .action(async ({ data }: { readonly data?: string }) => {
      const { socketPath } = findDesk(ports.home, data);
      const { url } = await callControl(socketPath, { method: 'link' });
      ports.print(url);
    });
}
