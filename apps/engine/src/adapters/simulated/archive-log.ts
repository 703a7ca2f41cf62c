import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { dropArchived, listLeaving, type Leaving } from '@quarterdeck/core/simulation/archiving';
import { dumpVenueMemory, type VenueMemory } from '@quarterdeck/core/simulation/venue-memory';
import { archivedIdsPath, archivedLogPath, archiveFolderOf, syncFolder } from './archive-files.ts';
import { hashIds, writeArchivedIds } from './archived-ids.ts';
import type { LogArchive } from './book-archive.ts';
import type { BookLine, StatePart } from './load-venue-book.ts';

const ITEMS_PER_LINE = 500;

/** The points between which a kill must lose and repeat nothing. */
export const ARCHIVE_STEPS = [
  'ids-stored',
  'next-log-drafted',
  'log-archived',
  'next-log-in-place',
] as const;
export type ArchiveStep = (typeof ARCHIVE_STEPS)[number];

export interface ArchiveLogOptions {
  readonly folder: string;
  readonly path: string;
  readonly memory: VenueMemory;
  readonly archive: LogArchive;
  /** Final orders, and fills, that stay in memory. */
  readonly finalsKept: number;
  readonly onStep: (step: ArchiveStep) => void;
}

function* slices<TItem>(items: readonly TItem[]): Generator<readonly TItem[]> {
  for (let at = 0; at < items.length; at += ITEMS_PER_LINE) {
    yield items.slice(at, at + ITEMS_PER_LINE);
  }
}

function* partsOf(memory: VenueMemory, leaving: Leaving): Generator<StatePart> {
  // Reports on their way to a process that has died are lost, as they are on a real wire.
  const { orders, fills, reports: _, ...rest } = dumpVenueMemory(memory, leaving);
  yield { ...rest, reports: [] };
  for (const slice of slices(orders)) yield { orders: slice };
  for (const slice of slices(fills)) yield { fills: slice };
}

function draftNextLog({ memory, archive }: ArchiveLogOptions, draft: string, leaving: Leaving) {
  const lines: BookLine[] = [{ archivedLogs: archive.logs + 1 }];
  for (const part of partsOf(memory, leaving)) lines.push({ part });
  rmSync(draft, { force: true });
  const file = openSync(draft, 'ax', 0o600);
  try {
    writeSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return file;
}

/** A second name for the same file costs nothing; not every file system has them. */
function putBeside(path: string, archived: string): void {
  rmSync(archived, { force: true });
  try {
    linkSync(path, archived);
  } catch {
    copyFileSync(path, archived);
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Ends the log and begins the next one from the state it leads to; the ended one answers for what leaves memory.
 * The rename is the one moment at which this comes to hold: before it the old log is the whole truth, and what lies
 * in the archive beyond the number that the log names does not count. Gives the next log, open for appending.
 * When it throws, nothing has changed.
 */
export function archiveLog(options: ArchiveLogOptions): number {
  const { folder, path, memory, archive, finalsKept, onStep } = options;
  const leaving = listLeaving(memory.book, finalsKept);
  const ids = hashIds(leaving.orderIds);
  const log = archive.logs + 1;
  const archived = archivedLogPath(folder, log);
  writeArchivedIds(archivedIdsPath(folder, log), ids);
  onStep('ids-stored');
  const draft = `${path}.draft`;
  const next = draftNextLog(options, draft, leaving);
  try {
    onStep('next-log-drafted');
    putBeside(path, archived);
    syncFile(archived);
    syncFolder(archiveFolderOf(folder));
    onStep('log-archived');
    renameSync(draft, path);
  } catch (error) {
    closeSync(next);
    throw error;
  }
  onStep('next-log-in-place');
  archive.add(ids);
  dropArchived(memory.book, leaving);
  try {
    syncFolder(dirname(path));
  } catch {
    // The next log is the truth already; only a power cut could still take its name away.
  }
  return next;
}
