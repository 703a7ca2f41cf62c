import { readFileSync } from 'node:fs';
import type { DeskMemory } from '@quarterdeck/db/memory';
import { orders } from '@quarterdeck/db/schema/orders';
import {
  listBookLogs,
  type VenueBookContents,
} from '../../../adapters/simulated/read-venue-book.ts';
import { noneOf, type Compared } from './verdict.ts';

interface RawLine {
  readonly entries?: readonly {
    readonly type: string;
    readonly line?: {
      readonly kind: string;
      readonly request?: { readonly clientOrderId: string };
    };
  }[];
}

/**
 * Ids in the order they were handed to the venue, repeats included: the raw lines, since the book that is made of them
 * holds each id once.
 */
export function listHandedOver(venueFolder: string): readonly string[] {
  return listBookLogs(venueFolder)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, -1))
    .flatMap((line) => (JSON.parse(line) as RawLine).entries ?? [])
    .flatMap(({ type, line }) =>
      type === 'Sent' && line?.request !== undefined ? [line.request.clientOrderId] : [],
    );
}

/** Those that come again. */
function repeatsIn(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const isRepeat = seen.has(name);
    seen.add(name);
    return isRepeat;
  });
}

const ENDED: ReadonlySet<string> = new Set([
  'denied',
  'filled',
  'cancelled',
  'rejected',
  'expired',
]);

/** No order twice, none that we know nothing of, and both sides agree on what still works. */
export function judgeOrders(
  tables: DeskMemory,
  book: VenueBookContents,
  handedOver: readonly string[],
): readonly Compared[] {
  const { clientOrderId, intentId, state } = orders;
  const rows = tables.database.orm.select({ clientOrderId, intentId, state }).from(orders).all();
  const intents = new Map<string, string>(rows.map((row) => [row.clientOrderId, row.intentId]));
  const working = new Set<string>(
    rows.filter((row) => !ENDED.has(row.state)).map((row) => row.clientOrderId),
  );
  const open = new Set<string>(book.openOrders.map((order) => order.clientOrderId));
  const known = [...handedOver, ...book.orders.map((order) => order.clientOrderId)];
  return [
    noneOf('orders handed over twice', repeatsIn(handedOver)),
    noneOf('intents that two orders left for', repeatsIn(intentsOf(handedOver, intents))),
    noneOf(
      'orders at the venue that the tables do not know',
      [...new Set(known)].filter((id) => !intents.has(id)),
    ),
    noneOf(
      'orders still on the line',
      book.inFlight.map((request) => request.clientOrderId),
    ),
    noneOf(
      'orders open at the venue alone',
      [...open].filter((id) => !working.has(id)),
    ),
    noneOf(
      'orders open in the tables alone',
      [...working].filter((id) => !open.has(id)),
    ),
  ];
}

/** Of each id once: an id that left twice is another finding. */
const intentsOf = (ids: readonly string[], intents: ReadonlyMap<string, string>): string[] =>
  [...new Set(ids)].flatMap((id) => intents.get(id) ?? []);
