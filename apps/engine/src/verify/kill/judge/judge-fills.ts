import { formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import type { BookedFill, Fill } from '@quarterdeck/core/model/fill';
import type { VenueBookContents } from '../../../adapters/simulated/read-venue-book.ts';
import { keyOfFill, type VenueMirror } from '../../exactness/venue-mirror.ts';
import { noneOf, type Compared } from './verdict.ts';

const textOf = (fill: Fill): string =>
  [
    fill.tradeId,
    fill.clientOrderId,
    fill.venueOrderId,
    fill.symbol,
    fill.side,
    formatUnits(fill.price),
    formatUnits(fill.qty),
    formatMoney(fill.fee),
    fill.liquidity,
    fill.tsEvent,
  ].join(' ');

/** Each fill of the venue booked once and equal in every field, and nothing besides; the mirror is filled by it. */
export function judgeFills(
  booked: readonly BookedFill[],
  book: VenueBookContents,
  mirror: VenueMirror,
): readonly Compared[] {
  mirror.listen(book.fills.map((fill) => ({ type: 'Filled', fill })));
  const theirs = new Set(book.fills.map(keyOfFill));
  const extra: Fill[] = [];
  const differing: string[] = [];
  for (const fill of booked) {
    const own = mirror.take(fill);
    if (own === undefined) extra.push(fill);
    else if (textOf(own) !== textOf(fill)) differing.push(keyOfFill(fill));
  }
  const ours = new Set(booked.map(keyOfFill));
  const keysOf = (fills: readonly Fill[]): string[] => fills.map(keyOfFill);
  return [
    noneOf('fills never booked', keysOf(book.fills.filter((fill) => !ours.has(keyOfFill(fill))))),
    noneOf('fills booked twice', keysOf(extra.filter((fill) => theirs.has(keyOfFill(fill))))),
    noneOf(
      'fills booked that the venue does not have',
      keysOf(extra.filter((fill) => !theirs.has(keyOfFill(fill)))),
    ),
    noneOf('fills booked otherwise than the venue has them', differing),
  ];
}
