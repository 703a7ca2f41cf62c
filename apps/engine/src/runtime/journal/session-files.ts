import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asSessionId, type SessionId } from '@quarterdeck/core/kernel/ids';

const SEGMENT = /^(\d{6})\.jsonl(\.gz)?$/;

export interface Segment {
  readonly number: number;
  readonly path: string;
  readonly isCompressed: boolean;
  readonly bytes: number;
}

export const segmentPath = (folder: string, sessionId: SessionId, number: number): string =>
  join(folder, sessionId, `${String(number).padStart(6, '0')}.jsonl`);

function toSegment(folder: string, name: string): Segment | undefined {
  const match = SEGMENT.exec(name);
  if (match === null) return undefined;
  const path = join(folder, name);
  // A segment may be compressed away between the listing and this look.
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) return undefined;
  return { number: Number(match[1]), path, isCompressed: match[2] !== undefined, bytes };
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** All files of a session in order; a segment may be there twice after a crash while it was compressed. */
export function listSegmentFiles(folder: string, sessionId: SessionId): Segment[] {
  const path = join(folder, sessionId);
  return listNames(path)
    .map((name) => toSegment(path, name))
    .filter((segment) => segment !== undefined)
    .sort((left, right) => left.number - right.number);
}

/** Each segment once: the compressed copy gets its name only when it is whole. */
export function listSegments(folder: string, sessionId: SessionId): Segment[] {
  const byNumber = new Map<number, Segment>();
  for (const segment of listSegmentFiles(folder, sessionId)) {
    if (segment.isCompressed || !byNumber.has(segment.number)) {
      byNumber.set(segment.number, segment);
    }
  }
  return [...byNumber.values()];
}

/** Names of folders that hold segments; anything else in the folder is none of ours. */
export function listSessionIds(folder: string): SessionId[] {
  return listNames(folder)
    .map(asSessionId)
    .filter((sessionId) => listSegmentFiles(folder, sessionId).length > 0);
}
