import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import { listSegments, listSessionIds, type Segment } from './session-files.ts';

const NUMBERED_LINE = /^\["[qxctje]",(\d+)/;

function lastSeqOf(segment: Segment): number | undefined {
  const bytes = readFileSync(segment.path);
  const text = (segment.isCompressed ? gunzipSync(bytes) : bytes).toString('utf8');
  for (let end = text.lastIndexOf('\n'); end > 0;) {
    const start = text.lastIndexOf('\n', end - 1);
    const match = NUMBERED_LINE.exec(text.slice(start + 1, Math.min(end, start + 41)));
    if (match !== null) return Number(match[1]);
    end = start;
  }
  return undefined;
}

function lastSeqIn(folder: string, sessionId: SessionId): number | undefined {
  for (const segment of listSegments(folder, sessionId).reverse()) {
    const seq = lastSeqOf(segment);
    if (seq !== undefined) return seq;
  }
  return undefined;
}

/** `20261121-073000` of a session's id. */
const SECOND_LENGTH = 15;

/**
 * Highest event number in the journals of a folder, 0 when there is none. The tables may lag behind it
 * (ticks leave no record), so a start takes the greater of the two: numbers never repeat in a data folder.
 * Ids sort by the second their session began in, so that no header has to be read; those of one second are all asked.
 */
export function findLastEventSeq(folder: string): number {
  let newest: { readonly second: string; readonly seq: number } | undefined;
  for (const sessionId of listSessionIds(folder).sort().reverse()) {
    const second = sessionId.slice(0, SECOND_LENGTH);
    if (newest !== undefined && newest.second !== second) break;
    const seq = lastSeqIn(folder, sessionId);
    if (seq !== undefined) newest = { second, seq: Math.max(newest?.seq ?? 0, seq) };
  }
  return newest?.seq ?? 0;
}
