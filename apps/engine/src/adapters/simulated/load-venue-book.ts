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
}

const NO_STATE: MatchingVenueState = {
  orders: [],
  positions: [],
  fills: [],
  lastOrderNumber: 0,
  lastTradeNumber: 0,
  line: [],
  reports: [],
  markets: [],
};

function addPart(state: MatchingVenueState, part: StatePart): MatchingVenueState {
  const { orders = [], fills = [], ...rest } = part;
  return {
    ...state,
    ...rest,
    orders: [...state.orders, ...orders],
    fills: [...state.fills, ...fills],
  };
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
  let state = NO_STATE;
  let memory: VenueMemory | undefined;
  let goodBytes = 0;
  for (const line of existsSync(path) ? readLines(path) : []) {
    // A whole line ends with its newline; anything else was being written when the process died.
    if (!line.isWhole) break;
    const place = `${path}:${line.number}`;
    const parsed = parseLine(line.text, place);
    try {
      if ('part' in parsed) state = addPart(state, parsed.part);
      else {
        memory ??= loadVenueMemory(state);
        for (const entry of parsed.entries) applyVenueEntry(memory, fromPlain<BookEntry>(entry));
      }
    } catch (error) {
      throw new VenueBookError(`${place}: does not follow from the lines before`, error);
    }
    goodBytes = line.endByte;
  }
  memory ??= state === NO_STATE ? createVenueMemory() : loadVenueMemory(state);
  return { memory, goodBytes };
}
