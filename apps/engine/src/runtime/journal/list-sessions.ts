import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import type { JournalHeader } from './journal-header.ts';
import { LineDecoder } from './line-decoder.ts';
import { listSegmentFiles, listSegments, listSessionIds, type Segment } from './session-files.ts';

const HEADER_PROBE_BYTES = 1_048_576;

export interface SessionSummary {
  readonly sessionId: SessionId;
  /** Zero when the header cannot be read. */
  readonly tsStart: EpochMs;
  readonly codeVersion: string;
  readonly source: string;
  readonly segments: number;
  /** On disk, compressed where it is. */
  readonly bytes: number;
}

function readStart(segment: Segment): string {
  const handle = openSync(segment.path, 'r');
  try {
    const probe = Buffer.alloc(Math.min(HEADER_PROBE_BYTES, segment.bytes));
    const bytes = readSync(handle, probe, 0, probe.length, 0);
    const start = probe.subarray(0, bytes);
    // SYNC_FLUSH: give what the first part of a stream holds instead of refusing it as incomplete.
    const flush = { finishFlush: constants.Z_SYNC_FLUSH };
    return (segment.isCompressed ? gunzipSync(start, flush) : start).toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** The first line of a session without reading the rest; undefined when there is none that can be read. */
export function readSessionHeader(folder: string, sessionId: SessionId): JournalHeader | undefined {
  const [first] = listSegments(folder, sessionId);
  if (first?.number !== 1) return undefined;
  try {
    const [line = ''] = readStart(first).split('\n', 1);
    const entry = new LineDecoder().decode(line);
    return entry?.kind === 'header' ? entry.header : undefined;
  } catch {
    return undefined;
  }
}

function summarise(folder: string, sessionId: SessionId): SessionSummary {
  const header = readSessionHeader(folder, sessionId);
  const files = listSegmentFiles(folder, sessionId);
  return {
    sessionId,
    tsStart: header?.tsStart ?? 0,
    codeVersion: header?.codeVersion ?? '',
    source: header?.source ?? '',
    segments: listSegments(folder, sessionId).length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** Oldest first. */
export function listSessions(folder: string): SessionSummary[] {
  return listSessionIds(folder)
    .map((sessionId) => summarise(folder, sessionId))
    .sort(
      (left, right) => left.tsStart - right.tsStart || (left.sessionId < right.sessionId ? -1 : 1),
    );
}
