import { describe, expect, it } from 'vitest';
import type { OrderState } from '../model/order.ts';
import { canBecome, isFinalState, progressOf } from './order-state-machine.ts';

const STATES: readonly OrderState[] = [
  'initialised',
  'denied',
  'submitted',
  'accepted',
  'partially_filled',
  'filled',
  'cancel_pending',
  'cancelled',
  'rejected',
  'expired',
  'unknown',
];
const pairs = STATES.flatMap((from) => STATES.map((to) => [from, to] as const));

describe('order states', () => {
  it.each(pairs.filter(([from, to]) => canBecome(from, to)))(
    '%s to %s never goes back',
    (from, to) => {
      expect(progressOf(to)).toBeGreaterThanOrEqual(progressOf(from));
    },
  );

  it.each(STATES.filter(isFinalState))('nothing follows %s', (state) => {
    expect(STATES.filter((to) => canBecome(state, to))).toEqual([]);
  });

  it('an unknown order can still turn out to be anything the venue may have made of it', () => {
    const found = [
      'accepted',
      'partially_filled',
      'filled',
      'cancelled',
      'rejected',
      'expired',
    ] as const;
    expect(found.every((to) => canBecome('unknown', to))).toBe(true);
    expect(canBecome('unknown', 'submitted')).toBe(false);
  });

  it('an order held back at the moment of sending is denied although it was stored as submitted', () => {
    expect(canBecome('submitted', 'denied')).toBe(true);
    expect(canBecome('accepted', 'denied')).toBe(false);
  });
});
