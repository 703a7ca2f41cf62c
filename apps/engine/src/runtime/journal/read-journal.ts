import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { JournalError } from './journal-error.ts';
import type { JournalHeader } from './journal-header.ts';
import { LineDecoder, type JournalEntry } from './line-decoder.ts';
import { readSessionHeader } from './list-sessions.ts';
import { listSegments, type Segment } from './session-files.ts';

function openText(segment: Segment): AsyncIterable<string> {
  const bytes = createReadStream(segment.path, { highWaterMark: 262_144 });
  const text = segment.isCompressed ? bytes.pipe(createGunzip()) : bytes;
  // pipe() does not pass errors on; without this a vanished file would end the process.
  if (text !== bytes) bytes.on('error', (error) => text.destroy(error));
  text.setEncoding('utf8');
  return text as AsyncIterable<string>;
}

interface Line {
  readonly text: string;
  readonly number: number;
  /** Ends with a line break; only the very last one may not. */
  readonly isWhole: boolean;
}

async function* readLines(segment: Segment): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  for await (const chunk of openText(segment)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, number: (number += 1), isWhole: true };
  }
  if (rest !== '') yield { text: rest, number: number + 1, isWhole: false };
}

function decodeLine(decoder: LineDecoder, line: Line, path: string): JournalEntry | undefined {
  try {
    return decoder.decode(line.text);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new JournalError('JOURNAL_CORRUPT', `${path}:${line.number}: ${why}`, { cause: error });
  }
}

function ensureSegments(folder: string, sessionId: SessionId): Segment[] {
  const segments = listSegments(folder, sessionId);
  if (segments.length === 0) {
    throw new JournalError('JOURNAL_SESSION_UNKNOWN', `no session ${sessionId} in ${folder}`);
  }
  const missing = segments.findIndex(({ number }, index) => number !== index + 1);
  if (missing >= 0) {
    throw new JournalError('JOURNAL_CORRUPT', `${sessionId}: segment ${missing + 1} is missing`);
  }
  return segments;
}

/**
 * All entries of a session, streamed. A torn last line of the last segment is what a crash leaves and is
 * passed over; a line that cannot be read anywhere else throws JournalError with file and line.
 */
export async function* readEntries(
  folder: string,
  sessionId: SessionId,
): AsyncGenerator<JournalEntry> {
  const decoder = new LineDecoder();
  const segments = ensureSegments(folder, sessionId);
  for (const segment of segments) {
    for await (const line of readLines(segment)) {
      if (!line.isWhole && segment === segments.at(-1)) return;
      const entry = decodeLine(decoder, line, segment.path);
      if (entry !== undefined) yield entry;
    }
  }
}

async function* readEvents(folder: string, sessionId: SessionId): AsyncGenerator<DeskEvent> {
  for await (const entry of readEntries(folder, sessionId)) {
    if (entry.kind === 'event') yield entry.event;
  }
}

export interface RecordedSession {
  readonly header: JournalHeader;
  readonly events: AsyncIterable<DeskEvent>;
}

/** Header at once, events as they are asked for. Throws JournalError when there is no such session. */
export function readJournal(folder: string, sessionId: SessionId): RecordedSession {
  ensureSegments(folder, sessionId);
  const header = readSessionHeader(folder, sessionId);
  if (header === undefined) {
    throw new JournalError('JOURNAL_CORRUPT', `session ${sessionId} has no readable header`);
  }
  return { header, events: readEvents(folder, sessionId) };
}
