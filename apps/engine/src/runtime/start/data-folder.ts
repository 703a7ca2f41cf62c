import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export type RunMode = 'simulated' | 'replay';

export const dataFolderOf = (home: string, account: string, mode: RunMode): string =>
  path.resolve(home, `${account}-${mode}`);

export const databaseFileOf = (folder: string): string => path.join(folder, 'quarterdeck.db');
export const journalFolderOf = (folder: string): string => path.join(folder, 'journal');
export const heartbeatFileOf = (folder: string): string => path.join(folder, 'heartbeat.json');

const KEPT = 'earlier';

const holdsAnything = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).length > 0;

/**
 * True when a run has left its journal, its venue's book or an earlier replay here, whatever has become of the tables:
 * a database that is missing or empty beside them was lost, and with it what was locked.
 */
export function wasFolderUsed(folder: string): boolean {
  const traces = [journalFolderOf(folder), path.join(folder, 'venue'), path.join(folder, KEPT)];
  return traces.some(holdsAnything);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** The folder cannot be made; the message is one line for a person. */
class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/**
 * Makes the folder from its nearest existing parent down, one step at a time: where the system refuses a step by
 * "no such file" (as under /proc), asking for all of them at once never comes back. Throws DataFolderError.
 */
export function ensureDataFolder(folder: string): void {
  const missing: string[] = [];
  let nearest = folder;
  while (!existsSync(nearest) && path.dirname(nearest) !== nearest) {
    missing.unshift(nearest);
    nearest = path.dirname(nearest);
  }
  for (const step of missing) {
    try {
      mkdirSync(step, { mode: 0o700 });
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new DataFolderError(`data folder ${folder}: ${step} cannot be made (${codeOf(error)})`);
    }
  }
}

/** Stays where it is: the lock is held while the rest is moved. */
const isLockFile = (name: string): boolean => name.startsWith('engine.');

/**
 * Makes room for a new replay: a tape's time starts again, so its run must not be mixed with an earlier one.
 * The run before is kept, once, two folders down, where nobody takes it for a desk. Call with the folder locked.
 */
export function setAsidePreviousReplay(folder: string): void {
  const names = readdirSync(folder).filter((name) => !isLockFile(name) && name !== KEPT);
  if (names.length === 0) return;
  const run = path.join(folder, KEPT, 'run');
  rmSync(run, { recursive: true, force: true });
  mkdirSync(run, { recursive: true, mode: 0o700 });
  for (const name of names) renameSync(path.join(folder, name), path.join(run, name));
}
