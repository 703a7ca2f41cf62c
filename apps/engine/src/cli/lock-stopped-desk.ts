import { openMemory } from '@quarterdeck/db/open-memory';
import type { CliPorts } from './cli-ports.ts';
import type { DeskFolder } from './find-desk.ts';

export interface StoppedLock {
  readonly level: 'lock' | 'freeze';
  readonly reason: string;
  readonly ports: Pick<CliPorts, 'clock' | 'randomId' | 'userName'>;
}

const DESK_ID_LENGTH = 6;

/**
 * Writes the lock where the engine reads it at start, with its line in the audit log. Takes the number of
 * the last event: the lock stands behind everything the desk has handled, and nothing is renumbered.
 */
export function lockStoppedDesk(desk: DeskFolder, { level, reason, ports }: StoppedLock): void {
  const ts = ports.clock.now();
  const memory = openMemory({
    file: desk.databaseFile,
    now: () => ports.clock.now(),
    randomId: () => ports.randomId(DESK_ID_LENGTH),
  });
  try {
    const eventSeq = memory.lastEventSeq();
    const by = ports.userName;
    // As on a running desk, a second lock never weakens a freeze.
    const isFrozen = memory.restoredState().lock?.level === 'freeze';
    const lock = { level: isFrozen ? 'freeze' : level, reason, by, tsSince: ts, eventSeq } as const;
    memory.write([{ type: 'RecordLock', lock }], eventSeq);
    memory.writeAudit({
      ts,
      actor: by,
      via: 'cli, engine down',
      action: 'Lock',
      request: JSON.stringify({ level, reason }),
      outcome: 'accepted',
      eventSeq,
    });
  } finally {
    memory.close();
  }
}
