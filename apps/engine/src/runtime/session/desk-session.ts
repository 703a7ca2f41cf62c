import { createDesk } from '@quarterdeck/core/desk';
import type { Desk, DeskOptions } from '@quarterdeck/core/desk-contract';
import { asSessionId, type SessionId } from '@quarterdeck/core/kernel/ids';
import { randomId } from '../../adapters/system/random.ts';
import type { Clock } from '../../ports/clock.ts';
import { describeDesk } from '../journal/desk-description.ts';
import { openJournal, type EventJournal } from '../journal/open-journal.ts';

/** One desk and the journal of everything it has been told. */
export interface DeskSession {
  readonly sessionId: SessionId;
  readonly desk: Desk;
  readonly journal: EventJournal;
}

export interface SessionOptions {
  readonly desk: DeskOptions;
  readonly journalFolder: string;
  readonly maxBytes: number;
  readonly codeVersion: string;
  readonly source: string;
  readonly clock: Clock;
  /** Names the session; ids sort by it. */
  readonly wall: Clock;
  /** Default: the desk of core as it is; a proof listens to it. */
  readonly createDesk?: ((options: DeskOptions) => Desk) | undefined;
}

/** `20261121-073000-4f8k`: sorts by time, and two of one second differ. */
function sessionIdOf(wall: Clock): SessionId {
  const [day = '', time = ''] = new Date(wall.now()).toISOString().split(/[T.]/);
  return asSessionId(`${day.replaceAll('-', '')}-${time.replaceAll(':', '')}-${randomId(4)}`);
}

/** A fresh desk and a fresh journal; the caller's first event is `DeskStarted`. Throws JournalError. */
export function openSession(options: SessionOptions): DeskSession {
  const { desk, journalFolder, maxBytes, codeVersion, source, clock, wall } = options;
  const sessionId = sessionIdOf(wall);
  const header = { codeVersion, tsStart: clock.now(), source, desk: describeDesk(desk) };
  const journal = openJournal({ folder: journalFolder, sessionId, header, maxBytes });
  const create = options.createDesk ?? createDesk;
  return { sessionId, desk: create(desk), journal };
}
