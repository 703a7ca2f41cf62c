import { describe, expect, it } from 'vitest';
import { qty, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asVenueOrderId } from '@quarterdeck/core/kernel/ids';
import type { StoredStep } from '@quarterdeck/db/stored-standing';
import { Findings } from '../findings.ts';
import { auditOrders } from './audit-orders.ts';
import type { VenueStep } from './venue-orders.ts';

const clientOrderId = asClientOrderId('qd-1');
const venueOrderId = asVenueOrderId('v-1');
const row: StoredStep = { clientOrderId, venueOrderId, state: 'filled', filledQty: qty('2') };
const theirs: VenueStep = { venueOrderId, status: 'filled', filledQty: qty('2') };

function audit(rows: readonly StoredStep[], venue: readonly VenueStep[]) {
  const findings = new Findings();
  const book = new Map(venue.map((step) => [clientOrderId, step] as const));
  auditOrders({ findings, rows, venue: book, where: 'the end' });
  return findings.criteria(['exactness.stored'])[0];
}

describe("rows of orders by the venue's book", () => {
  it.each<[StoredStep['state'], VenueStep['status'], string]>([
    ['filled', 'filled', '2'],
    ['accepted', 'open', '0'],
    ['partially_filled', 'open', '1'],
    ['cancelled', 'cancelled', '1'],
    ['expired', 'expired', '0'],
  ])('holds for %s where the venue has it %s, %s filled', (state, status, filled) => {
    const filledQty = filled === '0' ? ZERO_QTY : qty(filled);
    const found = audit([{ ...row, state, filledQty }], [{ ...theirs, status, filledQty }]);
    expect(found).toMatchObject({ status: 'PASS', checked: 2 });
  });

  it('lets a refused order not know the number it was refused under', () => {
    const nothing = { filledQty: ZERO_QTY };
    const refused: StoredStep = { ...row, ...nothing, state: 'rejected', venueOrderId: undefined };
    expect(audit([refused], [{ ...theirs, ...nothing, status: 'rejected' }])?.status).toBe('PASS');
  });

  it('lets one that never arrived have ended, with nothing filled', () => {
    const lost: StoredStep = {
      ...{ clientOrderId, state: 'cancelled', filledQty: ZERO_QTY, venueOrderId: undefined },
    };
    expect(audit([lost], [])?.status).toBe('PASS');
    expect(audit([{ ...lost, state: 'unknown' }], [])?.status).toBe('FAIL');
    expect(audit([{ ...lost, filledQty: qty('1') }], [])?.status).toBe('FAIL');
  });

  it.each<[string, Partial<StoredStep>]>([
    ['state', { state: 'cancelled' }],
    ['quantity filled', { filledQty: qty('1') }],
    ['number', { venueOrderId: asVenueOrderId('v-2') }],
  ])('fails on another %s', (_what, over) => {
    expect(audit([{ ...row, ...over }], [theirs])).toMatchObject({
      failed: 1,
      offenders: [{ where: "the end: order qd-1, by the venue's book" }],
    });
  });

  it('fails on an order of the venue without a row', () => {
    expect(audit([], [theirs])?.offenders).toEqual([
      { where: 'the end: orders of the venue that have a row', expected: '1', found: '0' },
    ]);
  });
});
