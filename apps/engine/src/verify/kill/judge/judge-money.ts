import { asMoney, formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { RecomputedFills } from '@quarterdeck/db/recompute-fills';
import type { VenueBookContents } from '../../../adapters/simulated/read-venue-book.ts';
import type { VenueMirror } from '../../exactness/venue-mirror.ts';
import { equal, type Compared } from './verdict.ts';

interface MoneyFacts {
  readonly stored: Pick<RestoredState, 'totals' | 'positions'>;
  readonly booked: readonly BookedFill[];
  readonly book: VenueBookContents;
  /** Filled with what was booked. */
  readonly mirror: Pick<VenueMirror, 'cash' | 'fees' | 'total'>;
  readonly sql: RecomputedFills;
}

const text = (amount: bigint): string => formatMoney(asMoney(amount));
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);

/** What is held in each symbol, those with nothing left out. */
function netsOf(rows: readonly { readonly symbol: string; readonly qty: bigint }[]): string {
  const nets = new Map<string, bigint>();
  for (const { symbol, qty } of rows) nets.set(symbol, (nets.get(symbol) ?? 0n) + qty);
  const held = [...nets].filter(([, qty]) => qty !== 0n).toSorted();
  return held.map(([symbol, qty]) => `${symbol} ${formatUnits(qty as never)}`).join(', ') || 'flat';
}

/** Total = its sums = the venue's cash = the same once more in SQL; each currency of this desk counts one to one. */
export function judgeMoney({ stored, booked, book, mirror, sql }: MoneyFacts): readonly Compared[] {
  const { totals, positions } = stored;
  const cost = sum(positions.map(({ costQuote }) => costQuote));
  const compare = (what: string, expected: bigint, found: bigint): Compared =>
    equal(what, text(expected), text(found));
  return [
    equal('positions', netsOf(book.positions), netsOf(positions)),
    equal('number of fills', String(mirror.total), String(totals.fills)),
    compare('fees', mirror.fees, totals.fees),
    compare('total and the cash of the venue', mirror.cash + cost - mirror.fees, totals.net),
    compare('sum over symbols', totals.net, sum(totals.bySymbol.map(({ net }) => net))),
    compare('sum over strategies', totals.net, sum(totals.byStrategy.map(({ net }) => net))),
    compare('sum over fills', totals.net, sum(booked.map(({ net }) => net))),
    compare('total in SQL', totals.net, sql.net),
    compare('cash in SQL', mirror.cash, sql.cash),
  ];
}
