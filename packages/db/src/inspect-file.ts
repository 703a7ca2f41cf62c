import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StorageError } from './storage-error.ts';

/** Marks the file as ours in SQLite's own header ("QDCK"). */
export const APPLICATION_ID = 0x51_44_43_4b;

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
const USER_VERSION_OFFSET = 60;
const APPLICATION_ID_OFFSET = 68;

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, 'r');
  try {
    const bytes = readSync(handle, header, 0, HEADER_BYTES, 0);
    return header.subarray(0, bytes);
  } finally {
    closeSync(handle);
  }
}

/**
 * Looks at the file before SQLite may touch it, so that one we must not use stays as it is, byte for byte.
 * Returns false for a file that is absent or empty. Header layout: https://www.sqlite.org/fileformat.html#the_database_header
 */
export function inspectFile(file: string, newestVersion: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || stat.size === 0) return false;
  const header = readHeader(file);
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new StorageError('STORAGE_CORRUPT', `${file} is not a readable database`);
  }
  if (header.readUInt32BE(APPLICATION_ID_OFFSET) !== APPLICATION_ID) {
    throw new StorageError('STORAGE_FOREIGN', `${file} is a database of another program`);
  }
  ensureVersion(file, header.readUInt32BE(USER_VERSION_OFFSET), newestVersion);
  return true;
}

export function ensureVersion(file: string, version: number, newest: number): void {
  if (version <= newest) return;
  throw new StorageError(
    'STORAGE_NEWER',
    `${file} has schema ${version}, this program knows up to ${newest}: start the newer program, or restore the backup beside it`,
  );
}
