import { existsSync } from 'node:fs';
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

/** A piece of a compacted state; lists of several pieces belong together. */
export type StatePart = Partial<MatchingVenueState>;

/** One line: what an operation changed, or a piece of the state the log began from. */
export type BookLine =
  { readonly entries: readonly Plain<BookEntry>[] } | { readonly part: StatePart };

export interface LoadedBook {
  readonly memory: VenueMemory;
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

function parseLine(text: string, place: string): BookLine {
  try {
    return JSON.parse(text) as BookLine;
  } catch (error) {
    throw new VenueBookError(`${place}: not a line of a venue book`, error);
  }
}

/** Reads the book without changing the file. Throws VenueBookError naming file and line. */
export function loadVenueBook(path: string): LoadedBook {
  const parts = new StateParts();
  let memory: VenueMemory | undefined;
  let goodBytes = 0;
  let entryBytes = 0;
  for (const line of existsSync(path) ? readLines(path) : []) {
    // A whole line ends with its newline; anything else was being written when the process died.
    if (!line.isWhole) break;
    const place = `${path}:${line.number}`;
    const parsed = parseLine(line.text, place);
    try {
      if ('part' in parsed) parts.add(parsed.part);
      else {
        memory ??= parts.toMemory();
        entryBytes += line.endByte - goodBytes;
        for (const entry of parsed.entries) applyVenueEntry(memory, fromPlain<BookEntry>(entry));
      }
    } catch (error) {
      throw new VenueBookError(`${place}: does not follow from the lines before`, error);
    }
    goodBytes = line.endByte;
  }
  memory ??= parts.toMemory();
  return { memory, goodBytes, entryBytes };
}
