import path from 'node:path';
import { openDatabase } from '@quarterdeck/db/database';
import { orders } from '@quarterdeck/db/schema/orders';
import type { OrderPurpose } from '@quarterdeck/core/model/order';
import { readVenueBook } from '../../../apps/engine/src/adapters/simulated/read-venue-book.ts';

/** An order that arrived at the venue, and what our tables say it was for. */
export interface ArrivedOrder {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly strategyId: string;
  readonly purpose: OrderPurpose;
  /** Number of the event that made the desk want it. */
  readonly eventSeq: number;
  readonly status: string;
}

const VENUE = 'venue';

export const venueBook = (dataFolder: string) => readVenueBook(path.join(dataFolder, VENUE));

/** Signed net quantity of one symbol in the venue's own book, scaled by 10^8. */
export function venueNet(dataFolder: string, symbol: string): bigint {
  const position = venueBook(dataFolder).positions.find((each) => each.symbol === symbol);
  return position?.qty ?? 0n;
}

/** Ids of all that has been handed to the venue, arrived or still on its way. */
export function handedOver(dataFolder: string): ReadonlySet<string> {
  const { orders: arrived, inFlight } = venueBook(dataFolder);
  return new Set([...arrived, ...inFlight].map(({ clientOrderId }) => clientOrderId));
}

/** `<event number>-<ordinal>`, both in base 36. */
const eventSeqOf = (intentId: string): number => Number.parseInt(intentId.split('-')[0] ?? '', 36);

/**
 * Which orders exist is the venue's word; strategy and purpose are our tables', written before the order left.
 * An order the tables do not know throws: it would be one that nobody decided.
 */
export function arrivedOrders(dataFolder: string): readonly ArrivedOrder[] {
  const { orders: arrived } = venueBook(dataFolder);
  const file = path.join(dataFolder, 'quarterdeck.db');
  const database = openDatabase({ file, now: () => Date.now() });
  try {
    const known = new Map(
      database.orm
        .select()
        .from(orders)
        .all()
        .map((row) => [row.clientOrderId, row]),
    );
    return arrived.map(({ clientOrderId, symbol, status }) => {
      const row = known.get(clientOrderId);
      if (row === undefined) throw new Error(`nobody decided ${clientOrderId}`);
      const { strategyId, purpose, intentId } = row;
      const eventSeq = eventSeqOf(intentId);
      return { clientOrderId, symbol, strategyId, purpose, eventSeq, status };
    });
  } finally {
    database.close();
  }
}
