import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { listSessions } from './list-sessions.ts';
import { listSegments, type Segment } from './session-files.ts';

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

/**
 * Highest event number in the journals of a folder, 0 when there is none. The tables may lag behind it
 * (ticks leave no record), so a start takes the greater of the two: numbers never repeat in a data folder.
 */
export function findLastEventSeq(folder: string): number {
  for (const { sessionId } of listSessions(folder).reverse()) {
    for (const segment of listSegments(folder, sessionId).reverse()) {
      const seq = lastSeqOf(segment);
      if (seq !== undefined) return seq;
    }
  }
  return 0;
}
