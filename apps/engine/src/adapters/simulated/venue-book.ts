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
import { archiveLog, type ArchiveStep } from './archive-log.ts';
import { openBookArchive } from './book-archive.ts';
import { loadVenueBook } from './load-venue-book.ts';
import { VenueBookError } from './venue-book-error.ts';

export const VENUE_BOOK_FILE = 'venue-book.jsonl';
/** With more operations than this the log is archived: what a start reads and memory holds stays this small. */
const ARCHIVE_ABOVE_BYTES = 1024 * 1024;
/** More than travel, or are asked about after a restart. */
const FINALS_KEPT = 256;

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

export interface ArchiveOptions {
  readonly archiveAboveBytes?: number;
  /** Final orders, and fills, that stay in memory. */
  readonly finalsKept?: number;
  /** Where a test lets the process die. */
  readonly onArchiveStep?: (step: ArchiveStep) => void;
}

export interface VenueBookOptions extends ArchiveOptions {
  readonly folder: string;
}

/** The log that is being written; it makes room for the next one by itself. */
class GrowingLog {
  readonly #archive: () => number;
  readonly #aboveBytes: number;
  #file: number;
  #bytes: number;

  constructor(options: {
    readonly path: string;
    readonly bytes: number;
    readonly aboveBytes: number;
    readonly archive: () => number;
  }) {
    this.#archive = options.archive;
    this.#aboveBytes = options.aboveBytes;
    this.#bytes = options.bytes;
    this.#file = openSync(options.path, 'a', 0o600);
    this.#archiveWhenLarge();
  }

  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done);
    this.#bytes += bytes.length;
    this.#archiveWhenLarge();
  }

  close(): void {
    closeSync(this.#file);
  }

  /** One that fails has changed nothing: the log only stays longer, until as much has come again. */
  #archiveWhenLarge(): void {
    if (this.#bytes <= this.#aboveBytes) return;
    this.#bytes = 0;
    const ended = this.#file;
    try {
      this.#file = this.#archive();
    } catch {
      return;
    }
    closeSync(ended);
  }
}

function openLog(options: VenueBookOptions) {
  const { folder, onArchiveStep, finalsKept = FINALS_KEPT } = options;
  const path = join(folder, VENUE_BOOK_FILE);
  const { memory, archivedLogs, goodBytes, entryBytes } = loadVenueBook(path);
  if (existsSync(path) && statSync(path).size > goodBytes) truncateSync(path, goodBytes);
  const archive = openBookArchive(folder, archivedLogs);
  memory.book.archive = archive;
  const onStep = onArchiveStep ?? (() => undefined);
  const log = new GrowingLog({
    path,
    // A log from before there was an archive began from all orders there ever were.
    bytes: archivedLogs === 0 ? goodBytes : entryBytes,
    aboveBytes: options.archiveAboveBytes ?? ARCHIVE_ABOVE_BYTES,
    archive: () => archiveLog({ folder, path, memory, archive, finalsKept, onStep }),
  });
  return { memory, log };
}

/**
 * Opens or creates the book. A last line cut off by a crash is removed: its operation never happened.
 * Throws VenueBookError when an earlier line does not parse.
 */
export function openVenueBook(options: VenueBookOptions): VenueBook {
  mkdirSync(options.folder, { recursive: true });
  const { memory, log } = openLog(options);
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
        log.write(`${JSON.stringify({ entries: toPlain(entries) })}\n`);
      } catch (error) {
        failure = error;
        throw new VenueBookError('the venue book cannot be written', error);
      }
    },
    close: () => log.close(),
  };
}
