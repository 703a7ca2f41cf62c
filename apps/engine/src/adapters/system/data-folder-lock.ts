import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acquireExclusiveLock, type ExclusiveLock } from '@quarterdeck/db/exclusive-lock';
import { withStorageErrors } from '@quarterdeck/db/storage-error';
import { isProcessAlive } from './process-alive.ts';

const LOCK_FILE = 'engine.lock';
const PID_FILE = 'engine.pid';

/** Another engine works on this data folder. */
class DataFolderBusyError extends Error {
  override readonly name = 'DataFolderBusyError';

  constructor(
    readonly folder: string,
    /** Undefined when the other one has not written its number yet. */
    readonly pid: number | undefined,
  ) {
    super(`${folder} is in use by another engine${pid === undefined ? '' : ` (pid ${pid})`}`);
  }
}

export interface DataFolderLock {
  release(): void;
}

interface Owner {
  readonly pid: number;
  /** Start of the process in kernel ticks since boot, empty where the system does not tell. */
  readonly started: string;
  readonly boot: string;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Field 22 of /proc/<pid>/stat; counted behind the name, which may hold blanks and brackets. */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

const bootId = (): string => readText('/proc/sys/kernel/random/boot_id').trim();

function readOwner(file: string): Owner | undefined {
  const match = /^(\d+)\n(.*)\n(.*)\n$/.exec(readText(file));
  if (match === null) return undefined;
  const [, pid = '', started = '', boot = ''] = match;
  return { pid: Number(pid), started, boot };
}

/** The number alone is not enough: it may have been given to another process since. */
function isAlive(owner: Owner): boolean {
  if (owner.boot !== bootId() || !isProcessAlive(owner.pid)) return false;
  return owner.started === startOf(owner.pid);
}

/** O_EXCL: never over another one's. The closing line break shows a reader that the file is whole. */
function writeOwner(file: string): void {
  const text = [process.pid, startOf(process.pid), bootId(), ''].join('\n');
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
}

function claimPidFile(folder: string): string {
  const file = join(folder, PID_FILE);
  const owner = readOwner(file);
  // The lock is ours, so this is a leftover; unless locks do not work on this file system.
  if (owner !== undefined && owner.pid !== process.pid && isAlive(owner)) {
    throw new DataFolderBusyError(folder, owner.pid);
  }
  rmSync(file, { force: true });
  writeOwner(file);
  return file;
}

function claim(folder: string, lock: ExclusiveLock): DataFolderLock {
  const file = claimPidFile(folder);
  return {
    release: () => {
      rmSync(file, { force: true });
      lock.release();
    },
  };
}

/**
 * One engine a data folder. The operating system's file lock decides; the pid file beside it says who holds it.
 * Throws DataFolderBusyError, or StorageError when the folder cannot be written.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  return withStorageErrors(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = acquireExclusiveLock(join(folder, LOCK_FILE));
    if (lock === undefined) {
      throw new DataFolderBusyError(folder, readOwner(join(folder, PID_FILE))?.pid);
    }
    try {
      return claim(folder, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

/** Pid of the engine that works on this folder, for the command line. */
export function findEnginePid(folder: string): number | undefined {
  const owner = readOwner(join(folder, PID_FILE));
  return owner !== undefined && isAlive(owner) ? owner.pid : undefined;
}
