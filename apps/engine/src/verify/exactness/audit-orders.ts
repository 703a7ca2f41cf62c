import { formatUnits, type Qty } from '@quarterdeck/core/kernel/decimal';
import { isFinalState } from '@quarterdeck/core/execution/order-state-machine';
import type { Order } from '@quarterdeck/core/model/order';
import type { StoredStep } from '@quarterdeck/db/stored-standing';
import type { Findings } from '../findings.ts';
import type { VenueStep } from './venue-orders.ts';

const ID = 'exactness.stored';
const NOTHING = 'no row';

type Step = Pick<Order, 'state' | 'filledQty'> & Pick<StoredStep, 'venueOrderId'>;

/** State, quantity filled and the venue's number, as one text to compare. */
export const stepText = (step: Step | undefined): string =>
  step === undefined ? NOTHING : textOf(step.state, step.filledQty, step.venueOrderId);

const textOf = (state: string, filled: Qty, venueOrderId: string | undefined): string =>
  `${state}, ${formatUnits(filled)} filled, ${venueOrderId ?? 'no number'} at the venue`;

interface OrdersAudit {
  readonly findings: Findings;
  readonly rows: Iterable<StoredStep>;
  /** Every order the venue has ever heard of. */
  readonly venue: ReadonlyMap<string, VenueStep>;
  /** In words, for the offenders. */
  readonly where: string;
}

/**
 * Every row against the venue's own book, and every order in there against its row; call after a commit, while nothing
 * is on its way. An order that never got there has ended, with nothing filled.
 */
export function auditOrders({ findings, rows, venue, where }: OrdersAudit): void {
  let found = 0;
  let count = 0;
  for (const row of rows) {
    const theirs = venue.get(row.clientOrderId);
    const expected = theirs === undefined ? neverArrived(row) : asStored(theirs, row);
    count += 1;
    if (theirs !== undefined) found += 1;
    findings.equal(ID, {
      where: `${where}: order ${row.clientOrderId}, by the venue's book`,
      expected,
      found: stepText(row),
    });
  }
  findings.equal(ID, {
    where: `${where}: orders of the venue that have a row`,
    expected: venue.size,
    found,
  });
  findings.add(ID, "orders held against the venue's book", count);
}

/** What the row has to say of an order that the venue knows; a refused one need not know the number it was refused under. */
function asStored({ status, filledQty, venueOrderId }: VenueStep, row: StoredStep): string {
  if (status === 'rejected') return textOf(status, filledQty, row.venueOrderId);
  const open = filledQty > 0n ? 'partially_filled' : 'accepted';
  return textOf(status === 'open' ? open : status, filledQty, venueOrderId);
}

function neverArrived(row: StoredStep): string {
  const isEnded = isFinalState(row.state) && row.state !== 'filled';
  return isEnded && row.filledQty === 0n ? stepText(row) : 'ended, nothing filled';
}
