import { createSimulatedDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import { JournalError } from '../../runtime/journal/journal-error.ts';
import { replaySession, type ReplayResult } from '../../runtime/journal/replay-session.ts';
import { journalFolderOf } from '../../runtime/start/data-folder.ts';

/** How an engine's life ended: closed in order, or killed, so that its journal ends wherever the disk had it. */
export type LifeEnd = 'closed' | 'killed';

export interface RecordedLife {
  /** Data folder; nobody writes this life's journal any more. */
  readonly folder: string;
  readonly sessionId: SessionId;
  readonly desk: DeskOptions;
  readonly ended: LifeEnd;
  /** In words, for the offenders. */
  readonly where: string;
  /** Aborted: nobody reads what would be found. */
  readonly signal: AbortSignal;
}

/** What a fresh desk made of the journal of one life. */
export interface ReplayedLife
  extends
    Pick<RecordedLife, 'where' | 'ended'>,
    Pick<ReplayResult, 'events' | 'differences' | 'differenceCount' | 'lost' | 'wasClosed'> {
  /** Of the first and the last event the journal holds; 0 where it holds none. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Why it could not be read to its end. */
  readonly problem?: string;
}

/**
 * The same events to a fresh desk, answers compared one by one; never throws. Of a killed life everything the journal
 * has is compared, but for the answer to its last event, which may not have been written any more.
 */
export async function replayLife(life: RecordedLife): Promise<ReplayedLife> {
  const { folder, sessionId, desk, where, ended, signal } = life;
  const seen: Seen = { events: 0, firstSeq: 0, lastSeq: 0 };
  try {
    const { events, differences, differenceCount, lost, wasClosed } = await replaySession({
      folder: journalFolderOf(folder),
      sessionId,
      createDesk: () => noteNumbers(createSimulatedDesk(desk), seen, signal),
    });
    return { where, ended, ...seen, events, differences, differenceCount, lost, wasClosed };
  } catch (error) {
    const read = { differences: [], differenceCount: 0, lost: 0, wasClosed: false };
    return { where, ended, ...seen, ...read, problem: reasonOf(error) };
  }
}

interface Seen {
  events: number;
  firstSeq: number;
  lastSeq: number;
}

function noteNumbers(desk: Desk, seen: Seen, signal: AbortSignal): Desk {
  return {
    ...desk,
    handle: (event) => {
      signal.throwIfAborted();
      if (seen.events === 0) seen.firstSeq = event.seq;
      seen.lastSeq = event.seq;
      seen.events += 1;
      return desk.handle(event);
    },
  };
}

/** Messages of a journal name its file, which lies elsewhere and is called otherwise in every run. */
function reasonOf(error: unknown): string {
  if (error instanceof JournalError) return error.code;
  return error instanceof Error ? error.message : String(error);
}
