import type { Command } from 'commander';
import { callControl, ControlRefusedError } from '../../api/control/control-client.ts';
import type { CliPorts } from '../cli-ports.ts';
import { findDesk } from '../find-desk.ts';
import { formatTime } from '../format-time.ts';
import { dataOption, jsonOption } from '../options.ts';

interface TokenFlags {
  readonly data?: string;
  readonly json?: boolean;
}

export function addTokenCommand(program: Command, ports: CliPorts): void {
  const token = program.command('token').description('bearer tokens of scripts');
  token
    .command('create')
    .description('print a new token; it is shown this once')
    .argument('<label>', 'name it carries in the audit log')
    .addOption(dataOption())
    .action(async (label: string, { data }: TokenFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const created = await callControl(socketPath, { method: 'create-token', label });
      ports.print(created.token);
    });
  token
    .command('list')
    .description('names and ages; the tokens themselves are not kept')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ data, json }: TokenFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const tokens = await callControl(socketPath, { method: 'list-tokens' });
      if (json === true) ports.print(JSON.stringify(tokens));
      else
        for (const { label, tsCreated } of tokens)
          ports.print(`${formatTime(tsCreated)}  ${label}`);
    });
  token
    .command('revoke')
    .description('make a token useless at once')
    .argument('<label>')
    .addOption(dataOption())
    .action(async (label: string, { data }: TokenFlags) => {
      const { socketPath } = findDesk(ports.home, data);
      const { revoked } = await callControl(socketPath, { method: 'revoke-token', label });
      if (!revoked) throw new ControlRefusedError('TOKEN_UNKNOWN', `no token is named ${label}`);
      ports.print(`revoked ${label}`);
    });
}
