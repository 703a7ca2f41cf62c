import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import type { DeskDescription } from './desk-description.ts';
import { JournalError } from './journal-error.ts';

/** Changes whenever a line's meaning changes; a reader refuses what it does not know. */
export const JOURNAL_VERSION = 3;

/** What the engine knows of a session when it starts. */
export interface SessionFacts {
  /** Version of the program: the promise of an empty diff holds for the same one. */
  readonly codeVersion: string;
  readonly tsStart: EpochMs;
  /** In words: generator, tape files, venue. */
  readonly source: string;
  readonly desk: DeskDescription;
}

/** First line of a session. */
export interface JournalHeader extends SessionFacts {
  readonly version: number;
  readonly sessionId: SessionId;
}

export function parseHeader(value: unknown): JournalHeader {
  if (typeof value !== 'object' || value === null || !('version' in value)) {
    throw new SyntaxError('not a header');
  }
  if (value.version !== JOURNAL_VERSION) {
    throw new JournalError(
      'JOURNAL_VERSION_UNKNOWN',
      `journal version ${String(value.version)}, this program reads ${JOURNAL_VERSION}`,
    );
  }
  return value as JournalHeader;
}
