import type { Command } from 'commander';
import { callControl, ControlRefusedError } from '../../api/control/control-client.ts';
import type { ControlStatus } from '../../api/control/control-protocol.ts';
import type { CliPorts } from '../cli-ports.ts';
import { newCommandId } from '../cli-ports.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption } from '../options.ts';
import { UsageError } from '../usage-error.ts';

interface FlattenFlags {
  readonly yes?: boolean;
  readonly lock: boolean;
  readonly reason: string;
  readonly data?: string;
}

const LOOK_EVERY_MS = 250;

export function addFlattenCommand(program: Command, ports: CliPorts): void {
  program
    .command('flatten')
    .description('cancel own orders, close every position, ask the venue until it is flat')
    .requiredOption('--reason <text>', 'kept in the audit log')
    .option('--yes', 'needed: this closes every position at market')
    .option('--no-lock', 'do not lock first (strategies may open again behind it)')
    .addOption(dataOption())
    .action(async (flags: FlattenFlags) => {
      const { socketPath } = findDesk(ports.home, flags.data);
      if (flags.yes !== true) throw new UsageError(await explain(socketPath));
      const command = {
        commandId: newCommandId(ports),
        lockFirst: flags.lock,
        reason: flags.reason,
      };
      const before = await callControl(socketPath, { method: 'status' });
      const { orders, positions } = before;
      ports.print(`cancelling ${orders.length} orders, closing ${positions.length} positions`);
      await callControl(socketPath, { method: 'flatten', command });
      await followUntilFlat(socketPath, before.flatten.tsStarted, ports);
    });
}

async function explain(socketPath: string): Promise<string> {
  const { orders, positions } = await callControl(socketPath, { method: 'status' });
  return `this would cancel ${orders.length} orders and close ${positions.length} positions at market: add --yes`;
}

/** Says flat only when the engine has heard it from the venue. */
async function followUntilFlat(
  socketPath: string,
  tsEarlier: number,
  ports: CliPorts,
): Promise<void> {
  let told = '';
  for (;;) {
    const { flatten } = await callControl(socketPath, { method: 'status' });
    const isThisOne = flatten.tsStarted !== tsEarlier;
    if (isThisOne && flatten.phase === 'flat') {
      const after = flatten.attempts === 0 ? '' : ` after ${flatten.attempts} rounds`;
      ports.print(`flat by the venue's own book${after}`);
      return;
    }
    if (isThisOne && flatten.phase === 'stuck') {
      throw new ControlRefusedError('FLATTEN_STUCK', `not flat, still held: ${listLeft(flatten)}`);
    }
    const line = `${flatten.phase}: ${listLeft(flatten)}`;
    if (isThisOne && line !== told) ports.complain(line);
    told = line;
    await pause(ports);
  }
}

function listLeft({ left }: ControlStatus['flatten']): string {
  return left.length === 0 ? 'nothing known' : left.join('; ');
}

function pause({ scheduler }: CliPorts): Promise<void> {
  return new Promise((resolve) => {
    scheduler.after(LOOK_EVERY_MS, resolve);
  });
}
