import { existsSync } from 'node:fs';
import { openAuthStore } from '@quarterdeck/db/auth-store';
import { openMemory } from '@quarterdeck/db/open-memory';
import type { LockState } from '@quarterdeck/core/model/control';
import { lockDataFolder } from '../../adapters/system/data-folder-lock.ts';
import { randomId } from '../../adapters/system/random.ts';
import type { AuthStore } from '../../ports/auth-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Memory } from '../../ports/memory.ts';
import { findLastEventSeq } from '../journal/last-event-seq.ts';
import {
  databaseFileOf,
  journalFolderOf,
  setAsidePreviousReplay,
  type RunMode,
} from './data-folder.ts';

export interface Storage {
  readonly folder: string;
  readonly memory: Memory;
  readonly auth: AuthStore;
  /** True when nothing has ever been recorded here. */
  readonly isNew: boolean;
  /** No event of this folder has had this number yet. */
  readonly firstSeq: number;
  close(): void;
}

const DESK_ID_LENGTH = 6;

function openTables(folder: string, wall: Clock) {
  const memory = openMemory({
    file: databaseFileOf(folder),
    now: () => wall.now(),
    randomId: () => randomId(DESK_ID_LENGTH),
  });
  return { memory, auth: openAuthStore(memory.database), isNew: memory.isNew };
}

/** A lock set in the run before holds in the new one too: fresh tables must not open what a person has closed. */
function lockOfPreviousRun(folder: string, wall: Clock): LockState | undefined {
  if (!existsSync(databaseFileOf(folder))) return undefined;
  const { memory, isNew } = openTables(folder, wall);
  const { lock } = memory.restoredState();
  memory.close();
  return isNew || lock === undefined || lock.level === 'none' ? undefined : lock;
}

/**
 * What a person locked, kept over the change of tables. A brand-new folder of a venue that costs nothing starts
 * unlocked, and says so in the tables: from then on an absent lock means "unknown", which is locked.
 */
function writeFirstLock(memory: Memory, kept: LockState | undefined, tsSince: number): void {
  const lock: LockState = kept ?? {
    level: 'none',
    reason: 'first start of a simulated account',
    by: 'desk',
    tsSince,
    eventSeq: 0,
  };
  memory.write([{ type: 'RecordLock', lock }], 0);
}

/** Locks the folder, then opens and migrates what is in it. Throws DataFolderBusyError or StorageError. */
export function openStorage(options: {
  readonly folder: string;
  readonly mode: RunMode;
  readonly startsLocked: boolean;
  readonly wall: Clock;
}): Storage {
  const { folder, mode, startsLocked, wall } = options;
  const folderLock = lockDataFolder(folder);
  try {
    const kept = mode === 'replay' ? lockOfPreviousRun(folder, wall) : undefined;
    if (mode === 'replay') setAsidePreviousReplay(folder);
    const { memory, auth, isNew } = openTables(folder, wall);
    if (isNew && !startsLocked) writeFirstLock(memory, kept, wall.now());
    const lastSeq = Math.max(memory.lastEventSeq(), findLastEventSeq(journalFolderOf(folder)));
    return {
      folder,
      memory,
      auth,
      isNew,
      firstSeq: lastSeq + 1,
      close: () => {
        memory.close();
        folderLock.release();
      },
    };
  } catch (error) {
    folderLock.release();
    throw error;
  }
}
