import { describe, expect, it } from 'vitest';
import { denied } from '../kernel/verdict.ts';
import { fromPlain, toPlain } from './plain-state.ts';
import { order, quoteOf } from './testing/venue-fixture.ts';

describe('plain state', () => {
  it('writes decimals as a person would and reads them back exactly', () => {
    const request = order('a', 'buy 0.3 @ 100.5');
    const plain = toPlain(request);
    expect(plain).toMatchObject({ qty: '0.3', price: '100.5' });
    expect(fromPlain(JSON.parse(JSON.stringify(plain)))).toEqual(request);
  });

  it('keeps text that only looks like a decimal', () => {
    const value = {
      clientOrderId: '12',
      ...denied('VENUE_TICK_SIZE', { price: '0.05', qty: '1' }),
    };
    expect(fromPlain(toPlain(value))).toEqual(value);
  });

  it('carries a missing size as zero, not as nothing', () => {
    const quote = quoteOf(1, '1', '2');
    expect(fromPlain(toPlain(quote))).toEqual(quote);
  });

  it('stops on a decimal it has no scale for, and on stored text that is none', () => {
    expect(() => toPlain({ weight: 1n })).toThrow('weight');
    expect(() => fromPlain({ price: '1e5' })).toThrow('malformed');
  });
});
