import type { OrderRow, PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { describe, expect, it } from 'vitest';
import { isRunning, planFlatten } from './flatten-plan.ts';

const order = {
  type: 'limit',
  side: 'buy',
  qty: '0.50',
  symbol: 'ETH/USDT',
  purpose: 'entry',
  strategyId: 'a',
} as OrderRow;
const position = {
  side: 'long',
  qty: '0.0200',
  symbol: 'BTC/USDT',
  strategyId: 'b',
} as PositionRow;

describe('the flatten plan', () => {
  it('names the act by what is open', () => {
    expect(planFlatten([order, order, order], [position, position]).act).toBe(
      'Cancel 3 orders and close 2 positions',
    );
    expect(planFlatten([order], []).act).toBe('Cancel 1 order');
    expect(planFlatten([], [position]).act).toBe('Close 1 position');
  });

  it('still asks the venue when our own books are empty', () => {
    expect(planFlatten([], []).act).toBe('Ask the venue and close what it still holds');
  });

  it('lists each order and position with its size', () => {
    expect(planFlatten([order], [position])).toMatchObject({
      orders: ['limit buy 0.5 ETH/USDT (entry, a)'],
      positions: ['long 0.02 BTC/USDT (b)'],
    });
  });

  it('is running until the venue has answered', () => {
    expect(
      ['idle', 'cancelling', 'verifying', 'flat', 'stuck'].map((p) => isRunning(p as never)),
    ).toEqual([false, true, true, false, false]);
  });
});
