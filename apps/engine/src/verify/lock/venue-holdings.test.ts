import { describe, expect, it } from 'vitest';
import { qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import { VenueHoldings } from './venue-holdings.ts';

const ID = asClientOrderId('qd-1');
const fillOf = (side: 'buy' | 'sell', size: string) => ({
  clientOrderId: ID,
  symbol: asSymbolId('BTC/USD'),
  side,
  qty: qty(size),
});

describe('what a venue holds for the desk', () => {
  it('works an entry until it is filled whole', () => {
    const holdings = new VenueHoldings();
    holdings.accept({ clientOrderId: ID, qty: qty('2') });
    holdings.fill(fillOf('buy', '0.5'), 'one');
    expect(holdings.workingCount).toBe(1);
    holdings.fill(fillOf('buy', '1.5'), 'one');
    expect(holdings.workingCount).toBe(0);
    expect(holdings.positions).toBe(1);
  });

  it('works an entry no longer than to its end', () => {
    const holdings = new VenueHoldings();
    holdings.accept({ clientOrderId: ID, qty: qty('2') });
    holdings.end(ID);
    expect([...holdings.working]).toEqual([]);
  });

  it('counts what is held by owner, and not once it is closed', () => {
    const holdings = new VenueHoldings();
    holdings.fill(fillOf('buy', '1'), 'one');
    holdings.fill(fillOf('sell', '1'), 'other');
    expect(holdings.positions).toBe(2);
    holdings.fill(fillOf('sell', '1'), 'one');
    expect(holdings.positions).toBe(1);
  });
});
