import path from 'node:path';
import { openMemory } from '@quarterdeck/db/open-memory';
import { recomputeFills } from '@quarterdeck/db/recompute-fills';
import type { DeskMemory } from '@quarterdeck/db/memory';
import { readVenueBook } from '../../../adapters/simulated/read-venue-book.ts';
import { databaseFileOf } from '../../../runtime/start/data-folder.ts';
import { VenueMirror } from '../../exactness/venue-mirror.ts';
import { readAsked } from '../asked-commands.ts';
import type { DeathPoint } from '../death-point.ts';
import { judgeFills } from './judge-fills.ts';
import { judgeLock } from './judge-lock.ts';
import { judgeMoney } from './judge-money.ts';
import { judgeOrders, listHandedOver } from './judge-orders.ts';
import type { Compared } from './verdict.ts';

export interface FolderVerdict {
  readonly compared: readonly Compared[];
  /** How much there was to judge. */
  readonly fills: number;
  readonly orders: number;
  readonly net: bigint;
}

const ALL = 10_000_000;

/**
 * Holds the tables of a folder against its venue's own book, through a connection of its own: what the process that
 * wrote them believes is not asked. Call while nothing is on its way.
 */
export function judgeFolder(folder: string, deaths: readonly DeathPoint[]): FolderVerdict {
  const tables = openMemory({
    file: databaseFileOf(folder),
    now: () => 0,
    // Asked only where a folder is new; this one has been used.
    randomId: () => 'unused',
  });
  try {
    return judgeTables(tables, folder, deaths);
  } finally {
    tables.close();
  }
}

function judgeTables(
  tables: DeskMemory,
  folder: string,
  deaths: readonly DeathPoint[],
): FolderVerdict {
  const venueFolder = path.join(folder, 'venue');
  const book = readVenueBook(venueFolder);
  const booked = tables.listFills({ limit: ALL });
  const stored = tables.restoredState();
  const mirror = new VenueMirror();
  const fills = judgeFills(booked, book, mirror);
  const sql = recomputeFills(tables.database);
  const compared = [
    ...judgeOrders(tables, book, listHandedOver(venueFolder)),
    ...fills,
    ...judgeMoney({ stored, booked, book, mirror, sql }),
    ...judgeLock(tables, readAsked(folder), deaths),
  ];
  return { compared, fills: book.fills.length, orders: book.orders.length, net: stored.totals.net };
}
