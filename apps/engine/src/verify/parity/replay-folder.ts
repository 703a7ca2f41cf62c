import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { listSessions } from '../../runtime/journal/list-sessions.ts';
import { journalFolderOf } from '../../runtime/start/data-folder.ts';
import type { StageContext } from '../stage.ts';
import { judgeReplays } from './judge-replays.ts';
import { replayLife, type LifeEnd, type ReplayedLife } from './replay-life.ts';

export interface RecordedFolder {
  /** Data folder that no engine has open. */
  readonly folder: string;
  /** The same in all its lives. */
  readonly desk: DeskOptions;
  /** How each of its lives ended, oldest first. */
  readonly ends: readonly LifeEnd[];
  /** In words, for the offenders. */
  readonly where: string;
  /** So many of the oldest lives are left out, and the evidence says so. */
  readonly leftOut?: number;
}

/** Every life of the folder, oldest first; one whose journal is not there has a problem. */
export async function replayFolder(
  recorded: RecordedFolder,
  signal: AbortSignal,
): Promise<readonly ReplayedLife[]> {
  const { folder, desk, ends, where, leftOut = 0 } = recorded;
  const sessions = listSessions(journalFolderOf(folder));
  const lives: ReplayedLife[] = [];
  for (const [index, ended] of ends.entries()) {
    if (signal.aborted) break;
    if (index < leftOut) continue;
    const named = ends.length === 1 ? where : `${where}, life ${index + 1}`;
    const session = sessions[index];
    if (session === undefined) lives.push(missing(named, ended));
    else {
      const { sessionId } = session;
      lives.push(await replayLife({ folder, desk, ended, sessionId, signal, where: named }));
    }
  }
  return lives;
}

const missing = (where: string, ended: LifeEnd): ReplayedLife => ({
  ...{ where, ended, events: 0, firstSeq: 0, lastSeq: 0 },
  ...{ differences: [], differenceCount: 0, lost: 0, wasClosed: false },
  problem: 'no journal',
});

/** Reads every life of the folder back and holds it to `parity.replay`; `of` names the stage in the evidence. */
export async function judgeFolder(
  { findings, signal }: Pick<StageContext, 'findings' | 'signal'>,
  recorded: RecordedFolder,
  of: string,
): Promise<void> {
  judgeReplays(findings, await replayFolder(recorded, signal), of);
  const { leftOut = 0 } = recorded;
  if (leftOut > 0) findings.add('parity.replay', `${of}: lives left to a full run`, leftOut);
}
