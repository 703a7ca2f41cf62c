import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { MatchingVenueOptions } from '@quarterdeck/core/simulation/matching-venue';

const BTC = asSymbolId('BTC/USDT');

/** The venue whose process is killed, and the one that takes its book over. */
export const KILLED_VENUE: MatchingVenueOptions = {
  instruments: [
    {
      symbol: BTC,
      base: 'BTC',
      quote: 'USDT',
      tickSize: price('0.1'),
      lotSize: qty('0.1'),
      minQty: qty('0.1'),
      minNotional: money('5'),
      calendar: 'always',
    },
  ],
  latencyMs: 5,
  makerFeeBps: 1,
  takerFeeBps: 2,
};

export const killedQuote = (tsEvent: number): Quote => ({
  symbol: BTC,
  bid: price('100'),
  ask: price('101'),
  bidQty: qty('50'),
  askQty: qty('50'),
  tsEvent,
});
