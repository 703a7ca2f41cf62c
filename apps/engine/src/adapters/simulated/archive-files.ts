import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const ARCHIVE_FOLDER = 'archive';
const NUMBER_DIGITS = 6;
const LOG_FILE = /^(\d+)\.(?:jsonl|ids)$/;

/** Where the logs lie that a venue book has gone on from: number 1 is the oldest. */
export const archiveFolderOf = (folder: string): string => join(folder, ARCHIVE_FOLDER);

const nameOf = (log: number): string => String(log).padStart(NUMBER_DIGITS, '0');

export const archivedLogPath = (folder: string, log: number): string =>
  join(archiveFolderOf(folder), `${nameOf(log)}.jsonl`);

/** The ids of the orders that left memory when this log was archived. */
export const archivedIdsPath = (folder: string, log: number): string =>
  join(archiveFolderOf(folder), `${nameOf(log)}.ids`);

/** Creates the folder, and removes what an archiving left that a kill broke off: the book does not count it. */
export function tidyArchiveFolder(folder: string, archivedLogs: number): void {
  const archive = archiveFolderOf(folder);
  mkdirSync(archive, { recursive: true });
  for (const name of readdirSync(archive)) {
    const number = Number(LOG_FILE.exec(name)?.[1] ?? Number.POSITIVE_INFINITY);
    if (number > archivedLogs) rmSync(join(archive, name));
  }
}

/** Makes names in a folder durable. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Beside it first, then in its place in one step. */
export function replaceFile(path: string, content: Uint8Array): void {
  const draft = `${path}.draft`;
  writeFileSync(draft, content, { mode: 0o600, flush: true });
  renameSync(draft, path);
  syncFolder(dirname(path));
}
