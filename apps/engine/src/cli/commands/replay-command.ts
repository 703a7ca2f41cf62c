import type { Command } from 'commander';
import { createDesk } from '@quarterdeck/core/desk';
import { asSessionId } from '@quarterdeck/core/kernel/ids';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { restoreDeskOptions } from '../../runtime/journal/desk-description.ts';
import { listSessions } from '../../runtime/journal/list-sessions.ts';
import type { ReplayResult } from '../../runtime/journal/replay-session.ts';
import { replaySession } from '../../runtime/journal/replay-session.ts';
import { journalFolderOf } from '../../runtime/start/data-folder.ts';
import type { CliPorts } from '../cli-ports.ts';
import { ExitCodeError } from '../exit-code-error.ts';
import { EXIT_REFUSED } from '../exit-code.ts';
import { findDesk } from '../find-desk.ts';
import { dataOption, jsonOption } from '../options.ts';
import { UsageError } from '../usage-error.ts';

interface ReplayFlags {
  readonly json?: boolean;
  readonly data?: string;
}

export function addReplayCommand(program: Command, ports: CliPorts): void {
  program
    .command('replay')
    .description(
      'feed a recorded session to the desk again; an empty diff means it decided the same',
    )
    .argument('[session]', 'session id, or `last`', 'last')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async (session: string, { json, data }: ReplayFlags) => {
      const folder = journalFolderOf(findDesk(ports.home, data).folder);
      const result = await replaySession({
        folder,
        sessionId: findSession(folder, session),
        createDesk: ({ desk }) => createDesk(restoreDeskOptions(desk, findStrategy)),
      });
      const lines = json === true ? [toJson(result)] : describeReplay(result);
      for (const line of lines) ports.print(line);
      if (!isSame(result)) throw new ExitCodeError(EXIT_REFUSED);
    });
}

function findSession(folder: string, wanted: string) {
  if (wanted !== 'last') return asSessionId(wanted);
  const newest = listSessions(folder).toSorted((one, other) => other.tsStart - one.tsStart)[0];
  if (newest === undefined) throw new UsageError(`no recorded session in ${folder}`);
  return newest.sessionId;
}

function findStrategy(id: string): Strategy {
  const strategy = strategyCatalogue.find((entry) => entry.id === id);
  if (strategy !== undefined) return strategy;
  const known = strategyCatalogue.map((entry) => entry.id).join(', ');
  throw new UsageError(`the session used strategy ${id}, this program knows ${known}`);
}

/** A journal with a gap proves nothing about what came behind it. */
function isSame({ differenceCount, lost }: ReplayResult): boolean {
  return differenceCount === 0 && lost === 0;
}

/** Without the desk's options: they are exact amounts, which JSON cannot hold, and stand in the journal. */
function toJson({ header: { desk: _, ...header }, ...result }: ReplayResult): string {
  return JSON.stringify({ header, ...result });
}

function describeReplay(result: ReplayResult): readonly string[] {
  const { header, events, effects, differences, differenceCount, lost, wasClosed } = result;
  return [
    `session ${header.sessionId}, recorded by version ${header.codeVersion}: ${events} events, ${effects} effects`,
    ...differences.map(
      ({ seq, type, recorded, replayed, effects: text }) =>
        `event ${seq} ${type}: recorded ${recorded ?? 'nothing'}, now ${replayed ?? 'nothing'} ${text}`,
    ),
    ...(lost > 0 ? [`${lost} events were lost on a full disk: compared up to there`] : []),
    ...(wasClosed
      ? []
      : ['the session was not closed: the answer to its last event is not compared']),
    differenceCount === 0 ? 'empty diff' : `${differenceCount} differences`,
  ];
}
