import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import { toPlain } from '@quarterdeck/core/simulation/plain-state';
import type { VenueMemory } from '@quarterdeck/core/simulation/venue-memory';
import { compactVenueBook } from './compact-venue-book.ts';
import { loadVenueBook } from './load-venue-book.ts';
import { VenueBookError } from './venue-book-error.ts';

export const VENUE_BOOK_FILE = 'venue-book.jsonl';
/** With more operations than this the log is rewritten as the state it leads to, at open. */
const COMPACT_ABOVE_BYTES = 8 * 1024 * 1024;

/** The simulated venue's own durable book: what a real venue would still know after we died. */
export interface VenueBook {
  /** Rebuilt from the file; the matching venue goes on with it. */
  readonly memory: VenueMemory;
  /** One operation's changes as one line, handed to the operating system before this returns. */
  append(entries: readonly BookEntry[]): void;
  /** Throws once a write has failed: memory is then ahead of the file and must not be believed. */
  ensureSound(): void;
  close(): void;
}

export interface VenueBookOptions {
  readonly folder: string;
  readonly compactAboveBytes?: number;
}

/**
 * Opens or creates the book. A last line cut off by a crash is removed: its operation never happened.
 * Throws VenueBookError when an earlier line does not parse.
 */
export function openVenueBook(options: VenueBookOptions): VenueBook {
  const { folder, compactAboveBytes = COMPACT_ABOVE_BYTES } = options;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, VENUE_BOOK_FILE);
  const { memory, goodBytes, entryBytes } = loadVenueBook(path);
  if (existsSync(path)) {
    if (statSync(path).size > goodBytes) truncateSync(path, goodBytes);
    if (entryBytes > compactAboveBytes) compactVenueBook(path, memory);
  }
  const file = openSync(path, 'a', 0o600);
  let failure: unknown;
  const ensureSound = (): void => {
    if (failure !== undefined) throw new VenueBookError('the venue book failed before', failure);
  };
  return {
    memory,
    ensureSound,
    append: (entries) => {
      ensureSound();
      try {
        writeWhole(file, `${JSON.stringify({ entries: toPlain(entries) })}\n`);
      } catch (error) {
        failure = error;
        throw new VenueBookError('the venue book cannot be written', error);
      }
    },
    close: () => closeSync(file),
  };
}

function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
