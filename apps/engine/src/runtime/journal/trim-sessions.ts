import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import { listSessions } from './list-sessions.ts';

export interface TrimOptions {
  readonly folder: string;
  readonly maxBytes: number;
  /** Never deleted: the one being written. */
  readonly keep: SessionId;
}

/** Deletes whole sessions, oldest first, until the rest fits: half a session cannot be replayed. Returns their ids. */
export function trimSessions({ folder, maxBytes, keep }: TrimOptions): SessionId[] {
  const sessions = listSessions(folder);
  let total = sessions.reduce((sum, { bytes }) => sum + bytes, 0);
  const deleted: SessionId[] = [];
  for (const { sessionId, bytes } of sessions) {
    if (total <= maxBytes) break;
    if (sessionId === keep) continue;
    rmSync(join(folder, sessionId), { recursive: true, force: true });
    deleted.push(sessionId);
    total -= bytes;
  }
  return deleted;
}
