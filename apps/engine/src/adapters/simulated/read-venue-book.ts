import { join } from 'node:path';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { VenueOrder, VenuePosition } from '@quarterdeck/core/model/venue-report';
import { toVenueOrder, toVenuePosition } from '@quarterdeck/core/simulation/book-state';
import type { VenueMemory } from '@quarterdeck/core/simulation/venue-memory';
import { archivedLogPath } from './archive-files.ts';
import { loadVenueBook, type ReadBefore } from './load-venue-book.ts';
import { VENUE_BOOK_FILE } from './venue-book.ts';

/** What the venue itself says happened; tests and proofs judge the desk by it. */
export interface VenueBookContents {
  readonly positions: readonly VenuePosition[];
  /** Every order that ever arrived, oldest first. */
  readonly orders: readonly VenueOrder[];
  readonly openOrders: readonly VenueOrder[];
  /** Every fill, oldest first. */
  readonly fills: readonly Fill[];
  /** Handed over, not yet arrived. */
  readonly inFlight: readonly OrderRequest[];
}

/** Every operation from the first one on: the states that later logs began from are not believed. */
function readWhole(folder: string): VenueMemory {
  const readBefore: ReadBefore = (archivedLogs) => {
    let memory: VenueMemory | undefined;
    for (let log = 1; log <= archivedLogs; log += 1) {
      const before = memory;
      memory = loadVenueBook(archivedLogPath(folder, log), () => before).memory;
    }
    return memory;
  };
  return loadVenueBook(join(folder, VENUE_BOOK_FILE), readBefore).memory;
}

/** Reads the book of a folder, also while a venue is writing it; changes nothing. */
export function readVenueBook(folder: string): VenueBookContents {
  const memory = readWhole(folder);
  const orders = [...memory.book.orders.values()].map(toVenueOrder);
  return {
    positions: [...memory.book.positions.values()].map(toVenuePosition),
    orders,
    openOrders: orders.filter((order) => order.status === 'open'),
    fills: memory.book.fills,
    inFlight: memory.line
      .toArray()
      .flatMap(({ item }) => (item.kind === 'submit' ? [item.request] : [])),
  };
}

/** The files that hold the whole book, oldest first: archived logs, then the one being written. */
export function listBookLogs(folder: string): readonly string[] {
  const path = join(folder, VENUE_BOOK_FILE);
  const { archivedLogs } = loadVenueBook(path);
  const archived = Array.from({ length: archivedLogs }, (_, index) =>
    archivedLogPath(folder, index + 1),
  );
  return [...archived, path];
}
