import { existsSync, readFileSync } from 'node:fs';
import { hashText } from '@quarterdeck/core/kernel/rng';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import { replaceFile } from './archive-files.ts';

/**
 * Four bytes an order instead of the order: who is not in here has never arrived. Whoever is may share
 * a hash with another, so that the log itself has to be asked.
 */
export type ArchivedIds = Uint32Array;

export const hashIds = (ids: Iterable<ClientOrderId>): ArchivedIds =>
  Uint32Array.from(ids, hashText).sort();

export function mayContain(ids: ArchivedIds, hash: number): boolean {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? hash) < hash) low = middle + 1;
    else high = middle;
  }
  return ids[low] === hash;
}

export const writeArchivedIds = (path: string, ids: ArchivedIds): void =>
  replaceFile(path, new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength));

/** Undefined when there is no such file or it is not whole. */
export function readArchivedIds(path: string): ArchivedIds | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  if (bytes.length % Uint32Array.BYTES_PER_ELEMENT !== 0) return undefined;
  // A copy: a small file is read into a piece of a pool, at any offset.
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}
