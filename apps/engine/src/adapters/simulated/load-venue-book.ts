import { existsSync } from 'node:fs';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import { fromPlain, type Plain } from '@quarterdeck/core/simulation/plain-state';
import {
  applyVenueEntry,
  createVenueMemory,
  loadVenueMemory,
  type MatchingVenueState,
  type VenueMemory,
} from '@quarterdeck/core/simulation/venue-memory';
import { readLines } from './line-reader.ts';
import { VenueBookError } from './venue-book-error.ts';

/** A piece of the state a log began from; lists of several pieces belong together. */
export type StatePart = Partial<MatchingVenueState>;

/** One line: what an operation changed, a piece of the state the log began from, or how many logs came before it. */
export type BookLine =
  | { readonly entries: readonly Plain<BookEntry>[] }
  | { readonly part: StatePart }
  | { readonly archivedLogs: number };

export interface LoadedBook {
  readonly memory: VenueMemory;
  /** Logs that were archived before this one began. */
  readonly archivedLogs: number;
  /** Up to here the file is sound. */
  readonly goodBytes: number;
  /** Part of them that is operations, not the state the log began from. */
  readonly entryBytes: number;
}

/** Pieces of the beginning, put together. */
class StateParts {
  readonly #orders: MatchingVenueState['orders'][number][] = [];
  readonly #fills: MatchingVenueState['fills'][number][] = [];
  #rest: StatePart | undefined;

  add({ orders = [], fills = [], ...rest }: StatePart): void {
    for (const order of orders) this.#orders.push(order);
    for (const fill of fills) this.#fills.push(fill);
    this.#rest = { ...this.#rest, ...rest };
  }

  toMemory(): VenueMemory {
    if (this.#rest === undefined) return createVenueMemory();
    const empty = { positions: [], lastOrderNumber: 0, lastTradeNumber: 0, line: [], reports: [] };
    const lists = { orders: this.#orders, fills: this.#fills };
    return loadVenueMemory({ ...empty, markets: [], ...this.#rest, ...lists });
  }
}

const FILL_OR_HEADER = /"Filled"|^\{"(?:part|archivedLogs)"/;

function parseLine(text: string, place: string): BookLine {
  try {
    return JSON.parse(text) as BookLine;
  } catch (error) {
    throw new VenueBookError(`${place}: not a line of a venue book`, error);
  }
}

/** Makes one log into the memory it leads to, line by line. */
class BookReplay {
  archivedLogs = 0;
  readonly #parts = new StateParts();
  readonly #readBefore: ReadBefore;
  #memory: VenueMemory | undefined;

  constructor(readBefore: ReadBefore) {
    this.#readBefore = readBefore;
  }

  get memory(): VenueMemory {
    this.#memory ??= this.#readBefore(this.archivedLogs) ?? this.#parts.toMemory();
    return this.#memory;
  }

  take(line: BookLine): void {
    if ('archivedLogs' in line) this.archivedLogs = line.archivedLogs;
    else if ('part' in line) this.#parts.add(line.part);
    else
      for (const entry of line.entries) applyVenueEntry(this.memory, fromPlain<BookEntry>(entry));
  }
}

/** The memory that the archived logs lead to; undefined to begin from the state in the log itself. */
export type ReadBefore = (archivedLogs: number) => VenueMemory | undefined;

const readNothingBefore: ReadBefore = () => undefined;

/**
 * Reads one log without changing the file. Throws VenueBookError naming file and line.
 * The file is opened once, so that a log which is archived meanwhile is still read to its end.
 */
export function loadVenueBook(
  path: string,
  readBefore: ReadBefore = readNothingBefore,
): LoadedBook {
  const replay = new BookReplay(readBefore);
  let goodBytes = 0;
  let entryBytes = 0;
  for (const line of existsSync(path) ? readLines(path) : []) {
    // A whole line ends with its newline; anything else was being written when the process died.
    if (!line.isWhole) break;
    const place = `${path}:${line.number}`;
    const parsed = parseLine(line.text, place);
    try {
      replay.take(parsed);
    } catch (error) {
      if (error instanceof VenueBookError) throw error;
      throw new VenueBookError(`${place}: does not follow from the lines before`, error);
    }
    if ('entries' in parsed) entryBytes += line.endByte - goodBytes;
    goodBytes = line.endByte;
  }
  const { memory, archivedLogs } = replay;
  return { memory, archivedLogs, goodBytes, entryBytes };
}

/** What the operations of one log filled, oldest first; the state it began from only where no log came before it. */
export function readFillsOf(path: string): readonly Fill[] {
  const fills: Plain<Fill>[] = [];
  let archivedLogs = 0;
  for (const { text, number, isWhole } of readLines(path)) {
    // Most of a log is other things: reading it is for the sake of a start.
    if (!isWhole || !FILL_OR_HEADER.test(text)) continue;
    const line = parseLine(text, `${path}:${number}`);
    if ('archivedLogs' in line) ({ archivedLogs } = line);
    else if ('entries' in line) {
      for (const entry of line.entries) if (entry.type === 'Filled') fills.push(entry.fill);
    } else if (archivedLogs === 0) fills.push(...(line.part.fills ?? []));
  }
  return fills.map((fill) => fromPlain<Fill>(fill));
}
