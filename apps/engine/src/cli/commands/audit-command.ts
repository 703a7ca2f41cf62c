import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { openMemory } from '@quarterdeck/db/open-memory';
import {
  callControl,
  ControlRefusedError,
  EngineDownError,
} from '../../api/control/control-client.ts';
import type { ControlResult } from '../../api/control/control-protocol.ts';
import type { CliPorts } from '../cli-ports.ts';
import type { DeskFolder } from '../find-desk.ts';
import { findDesk } from '../find-desk.ts';
import { formatTime } from '../format-time.ts';
import { dataOption, jsonOption, wholeNumber } from '../options.ts';

type AuditEntries = ControlResult<'audit'>;

interface AuditFlags {
  readonly limit: number;
  readonly verify?: boolean;
  readonly json?: boolean;
  readonly data?: string;
}

interface AuditReader {
  list(limit: number): Promise<AuditEntries>;
  /** Id of the first broken entry. */
  verify(): Promise<number | null>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

export function addAuditCommand(program: Command, ports: CliPorts): void {
  program
    .command('audit')
    .description('who did what; works with the engine down as well')
    .option('--limit <count>', 'newest entries', wholeNumber(1, MAX_LIMIT), DEFAULT_LIMIT)
    .option('--verify', 'check that no entry was changed or taken out')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async (flags: AuditFlags) => {
      const desk = findDesk(ports.home, flags.data);
      const show = flags.verify === true ? showVerdict : showEntries;
      try {
        await show(runningReader(desk), flags, ports);
      } catch (error) {
        if (!(error instanceof EngineDownError) || !existsSync(desk.databaseFile)) throw error;
        await withStoppedReader(desk, ports, (reader) => show(reader, flags, ports));
      }
    });
}

async function showEntries(reader: AuditReader, flags: AuditFlags, ports: CliPorts): Promise<void> {
  const entries = await reader.list(flags.limit);
  if (flags.json === true) {
    ports.print(JSON.stringify(entries));
    return;
  }
  for (const entry of entries) {
    const { ts, actor, via, action, request, outcome } = entry;
    ports.print(`${formatTime(ts)}  ${actor} (${via})  ${action}  ${outcome}  ${request}`);
  }
}

async function showVerdict(reader: AuditReader, flags: AuditFlags, ports: CliPorts): Promise<void> {
  const brokenAt = await reader.verify();
  if (flags.json === true) ports.print(JSON.stringify({ ok: brokenAt === null, brokenAt }));
  if (brokenAt !== null) {
    throw new ControlRefusedError('AUDIT_BROKEN', `the audit chain breaks at entry ${brokenAt}`);
  }
  if (flags.json !== true) ports.print('the audit chain holds');
}

function runningReader({ socketPath }: DeskFolder): AuditReader {
  return {
    list: (limit) => callControl(socketPath, { method: 'audit', limit }),
    verify: async () => (await callControl(socketPath, { method: 'verify-audit' })).brokenAt,
  };
}

async function withStoppedReader(
  { databaseFile }: DeskFolder,
  { clock, randomId }: CliPorts,
  use: (reader: AuditReader) => Promise<void>,
): Promise<void> {
  const memory = openMemory({
    file: databaseFile,
    now: () => clock.now(),
    randomId: () => randomId(6),
  });
  try {
    await use({
      list: (limit) => Promise.resolve([...memory.listAudit(limit)]),
      verify: () => Promise.resolve(memory.verifyAuditChain() ?? null),
    });
  } finally {
    memory.close();
  }
}
