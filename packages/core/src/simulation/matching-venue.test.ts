import { describe, expect, it } from 'vitest';
import { formatMoney, formatUnits } from '../kernel/decimal.ts';
import { asClientOrderId, asSymbolId } from '../kernel/ids.ts';
import type { OrderRequest } from '../model/order.ts';
import type { Quote, Trade } from '../model/tick.ts';
import {
  describeReport,
  order,
  quoteOf,
  settle,
  tradeOf,
  venueOf,
} from './testing/venue-fixture.ts';

const CALM = quoteOf(0, '100 x 5', '101 x 3');

interface Case {
  readonly name: string;
  readonly orders: readonly OrderRequest[];
  /** After the orders have arrived. */
  readonly market?: readonly (Quote | Trade)[];
  readonly quote?: Quote;
  readonly reports: readonly string[];
}

function play({ orders, market = [], quote = CALM }: Case): string[] {
  const venue = venueOf();
  venue.onQuote(quote);
  for (const request of orders) venue.submit(request, 0);
  const seen = settle(venue, 20);
  for (const event of market) {
    if ('bid' in event) venue.onQuote(event);
    else venue.onTrade(event);
  }
  return [...seen, ...settle(venue, 10_000)];
}

const ioc = { timeInForce: 'ioc' } as const;
const fok = { timeInForce: 'fok' } as const;
const postOnly = { postOnly: true } as const;
const reduceOnly = { reduceOnly: true } as const;

const CASES: readonly Case[] = [
  {
    name: 'a market buy takes the ask',
    orders: [order('a', 'buy 2')],
    reports: ['accepted a', 'filled a 2 @ 101 taker'],
  },
  {
    name: 'a market order beyond the shown size pays one spread more per level',
    orders: [order('a', 'buy 7')],
    reports: [
      'accepted a',
      'filled a 3 @ 101 taker',
      'filled a 3 @ 102 taker',
      'filled a 1 @ 103 taker',
    ],
  },
  {
    name: 'a market order beyond ten levels expires with the rest',
    orders: [order('a', 'buy 100')],
    quote: quoteOf(0, '100 x 5', '101 x 1'),
    reports: [
      'accepted a',
      ...Array.from({ length: 10 }, (_, level) => `filled a 1 @ ${101 + level} taker`),
      'expired a',
    ],
  },
  {
    name: 'without shown sizes the touch has no end',
    orders: [order('a', 'sell 500')],
    quote: quoteOf(0, '100', '101'),
    reports: ['accepted a', 'filled a 500 @ 100 taker'],
  },
  {
    name: 'the second taker finds what the first has left',
    orders: [order('a', 'buy 2'), order('b', 'buy 2')],
    reports: [
      'accepted a',
      'filled a 2 @ 101 taker',
      'accepted b',
      'filled b 1 @ 101 taker',
      'filled b 1 @ 102 taker',
    ],
  },
  {
    name: 'a crossing limit order fills at the better market price and rests with what is left',
    orders: [order('a', 'buy 4 @ 102')],
    reports: ['accepted a', 'filled a 3 @ 101 taker'],
  },
  {
    name: 'a resting buy fills at its own price once the ask comes down to it',
    orders: [order('a', 'buy 2 @ 99')],
    market: [quoteOf(100, '97 x 5', '98 x 5')],
    reports: ['accepted a', 'filled a 2 @ 99 maker'],
  },
  {
    name: 'a crossed resting order gets no more than the crossing side shows',
    orders: [order('a', 'buy 4 @ 99')],
    market: [quoteOf(100, '97 x 5', '98 x 1'), quoteOf(200, '97 x 5', '98 x 9')],
    reports: ['accepted a', 'filled a 1 @ 99 maker', 'filled a 3 @ 99 maker'],
  },
  {
    name: 'an immediate-or-cancel order takes what is there and expires',
    orders: [order('a', 'buy 4 @ 101', ioc)],
    reports: ['accepted a', 'filled a 3 @ 101 taker', 'expired a'],
  },
  {
    name: 'an immediate-or-cancel order away from the market expires untouched',
    orders: [order('a', 'buy 4 @ 100.5', ioc)],
    reports: ['accepted a', 'expired a'],
  },
  {
    name: 'a fill-or-kill order that cannot have all of it takes nothing',
    orders: [order('a', 'buy 4 @ 101', fok), order('b', 'buy 3 @ 101', fok)],
    reports: ['accepted a', 'expired a', 'accepted b', 'filled b 3 @ 101 taker'],
  },
  {
    name: 'a post-only order that would take is rejected, one that rests is not',
    orders: [order('a', 'buy 1 @ 101', postOnly), order('b', 'buy 1 @ 100.9', postOnly)],
    reports: ['rejected a VENUE_POST_ONLY_WOULD_TAKE', 'accepted b'],
  },
  {
    name: 'a trade at our price passes those in front of us first',
    orders: [order('a', 'buy 2 @ 100')],
    market: [tradeOf(100, 'sell', '100 x 4'), tradeOf(200, 'sell', '100 x 2')],
    reports: ['accepted a', 'filled a 1 @ 100 maker'],
  },
  {
    name: 'a shrinking shown size moves us forward in the queue',
    orders: [order('a', 'buy 2 @ 100')],
    market: [quoteOf(100, '100 x 1', '101 x 3'), tradeOf(200, 'sell', '100 x 2')],
    reports: ['accepted a', 'filled a 1 @ 100 maker'],
  },
  {
    name: 'an order that betters the market has nobody in front of it',
    orders: [order('a', 'buy 2 @ 100.5')],
    market: [tradeOf(100, 'sell', '100.5 x 2')],
    reports: ['accepted a', 'filled a 2 @ 100.5 maker'],
  },
  {
    name: 'a trade through our price fills us up to its size',
    orders: [order('a', 'buy 2 @ 99')],
    market: [tradeOf(100, 'sell', '98.9 x 1.5')],
    reports: ['accepted a', 'filled a 1.5 @ 99 maker'],
  },
  {
    name: 'a trade by takers of our own side leaves us resting',
    orders: [order('a', 'buy 2 @ 100.5')],
    market: [tradeOf(100, 'buy', '101 x 9')],
    reports: ['accepted a'],
  },
  {
    name: 'the better price goes first and, at one price, the older order',
    orders: [order('a', 'buy 1 @ 99'), order('b', 'buy 1 @ 99'), order('c', 'buy 1 @ 99.5')],
    market: [tradeOf(100, 'sell', '98 x 2')],
    reports: [
      'accepted a',
      'accepted b',
      'accepted c',
      'filled c 1 @ 99.5 maker',
      'filled a 1 @ 99 maker',
    ],
  },
  {
    name: 'a sell stop triggers on the bid and takes it',
    orders: [order('a', 'sell 2 stop 98')],
    market: [quoteOf(100, '98.1 x 5', '99 x 5'), quoteOf(200, '97.5 x 5', '98.5 x 5')],
    reports: ['accepted a', 'filled a 2 @ 97.5 taker'],
  },
  {
    name: 'a buy stop triggers on the ask',
    orders: [order('a', 'buy 2 stop 103')],
    market: [quoteOf(100, '102 x 5', '103 x 5')],
    reports: ['accepted a', 'filled a 2 @ 103 taker'],
  },
  {
    name: 'a stop that is already past its trigger goes off on arrival',
    orders: [order('a', 'sell 2 stop 100')],
    reports: ['accepted a', 'filled a 2 @ 100 taker'],
  },
  {
    name: 'a reduce-only order without a position is rejected',
    orders: [order('a', 'sell 1', reduceOnly)],
    reports: ['rejected a VENUE_REDUCE_ONLY'],
  },
  {
    name: 'a reduce-only order is trimmed to the position and the rest expires',
    orders: [order('a', 'buy 2'), order('b', 'sell 3', reduceOnly)],
    reports: [
      'accepted a',
      'filled a 2 @ 101 taker',
      'accepted b',
      'filled b 2 @ 100 taker',
      'expired b',
    ],
  },
  {
    name: 'resting reductions end once there is nothing left to reduce',
    orders: [
      order('a', 'buy 2'),
      order('b', 'sell 2 @ 105', reduceOnly),
      order('c', 'sell 2 stop 90', reduceOnly),
      order('d', 'sell 2'),
    ],
    reports: [
      'accepted a',
      'filled a 2 @ 101 taker',
      'accepted b',
      'accepted c',
      'accepted d',
      'filled d 2 @ 100 taker',
      'expired b',
      'expired c',
    ],
  },
  {
    name: 'filters name what is wrong',
    orders: [
      order('tick', 'buy 1 @ 100.05'),
      order('stop-tick', 'buy 1 stop 103.05'),
      order('lot', 'buy 1.05'),
      order('small', 'buy 0.01'),
      order('notional', 'buy 0.1 @ 0.1'),
      order('symbol', 'buy 1', { symbol: asSymbolId('DOGE/USDT') }),
      order('priceless', 'buy 1', { type: 'limit' }),
      order('stopless', 'buy 1', { type: 'stop' }),
      order('odd', 'buy 1 @ 99', { postOnly: true, timeInForce: 'ioc' }),
    ],
    reports: [
      'rejected tick VENUE_TICK_SIZE',
      'rejected stop-tick VENUE_TICK_SIZE',
      'rejected lot VENUE_LOT_SIZE',
      'rejected small VENUE_MIN_QTY',
      'rejected notional VENUE_MIN_NOTIONAL',
      'rejected symbol VENUE_UNKNOWN_SYMBOL',
      'rejected priceless VENUE_PRICE_REQUIRED',
      'rejected stopless VENUE_STOP_PRICE_REQUIRED',
      'rejected odd VENUE_POST_ONLY_ORDER_TYPE',
    ],
  },
  {
    name: 'a client id is used once for ever, by a rejected order too',
    orders: [order('a', 'buy 1'), order('a', 'buy 1'), order('b', 'buy 1.05'), order('b', 'buy 1')],
    reports: [
      'accepted a',
      'filled a 1 @ 101 taker',
      'rejected a VENUE_DUPLICATE_ID',
      'rejected b VENUE_LOT_SIZE',
      'rejected b VENUE_DUPLICATE_ID',
    ],
  },
];

describe('matching', () => {
  it.each(CASES)('$name', (testCase) => {
    expect(play(testCase)).toEqual(testCase.reports);
  });

  it('rejects an order before the symbol has a market', () => {
    const venue = venueOf();
    venue.submit(order('a', 'buy 1'), 0);
    expect(settle(venue, 20)).toEqual(['rejected a VENUE_NO_MARKET']);
  });

  it('lets a reduction below the minimum notional pass', () => {
    const venue = venueOf();
    venue.onQuote(quoteOf(0, '10 x 5', '11 x 5'));
    venue.submit(order('a', 'buy 1'), 0);
    venue.submit(order('b', 'sell 0.1', reduceOnly), 0);
    expect(settle(venue, 20)).toContain('filled b 0.1 @ 10 taker');
  });
});

describe('latency', () => {
  it('meets the market of the arrival and is heard of one latency later', () => {
    const venue = venueOf();
    venue.onQuote(CALM);
    venue.submit(order('a', 'buy 1'), 100);
    expect(venue.nextDueTs()).toBe(110);
    venue.onQuote(quoteOf(109, '104 x 5', '105 x 5'));
    expect(settle(venue, 119)).toEqual([]);
    expect(venue.nextDueTs()).toBe(120);
    const reports = venue.advance(120);
    expect(reports.map(({ tsEvent }) => tsEvent)).toEqual([110, 110]);
    expect(reports[1]).toMatchObject({ fill: { price: 105n * 10n ** 8n } });
    expect(venue.nextDueTs()).toBeUndefined();
  });

  it('arrives before a quote of the same millisecond', () => {
    const venue = venueOf();
    venue.onQuote(CALM);
    venue.submit(order('a', 'buy 1'), 90);
    venue.onQuote(quoteOf(100, '104 x 5', '105 x 5'));
    expect(settle(venue, 110)).toContain('filled a 1 @ 101 taker');
  });

  it('keeps an order unknown until it has arrived', () => {
    const venue = venueOf();
    venue.onQuote(CALM);
    venue.submit(order('a', 'buy 1'), 100);
    expect(venue.queryOrder(asClientOrderId('a'), 109)).toBeUndefined();
    expect(venue.queryOrder(asClientOrderId('a'), 110)).toMatchObject({ status: 'filled' });
  });
});

describe('cancelling', () => {
  it('cancels what is open, and says why it cannot otherwise', () => {
    const venue = venueOf();
    venue.onQuote(CALM);
    venue.submit(order('open', 'buy 1 @ 99'), 0);
    venue.submit(order('done', 'buy 1'), 0);
    for (const id of ['open', 'done', 'open', 'never']) venue.cancel(asClientOrderId(id), 1);
    expect(settle(venue, 50)).toEqual([
      'accepted open',
      'accepted done',
      'filled done 1 @ 101 taker',
      'cancelled open',
      'cancelrejected done VENUE_ORDER_NOT_OPEN',
      'cancelrejected open VENUE_ORDER_NOT_OPEN',
      'cancelrejected never VENUE_UNKNOWN_ORDER',
    ]);
  });
});

describe('money', () => {
  it('charges taker and maker exactly, in quote currency', () => {
    const venue = venueOf({ makerFeeBps: -0.5, takerFeeBps: 0.1 });
    venue.onQuote(CALM);
    venue.submit(order('taker', 'buy 0.3'), 0);
    venue.submit(order('maker', 'buy 0.3 @ 100.5'), 0);
    venue.onTrade(tradeOf(100, 'sell', '100.5 x 1'));
    const fees = venue
      .snapshot(200)
      .fills.map(({ clientOrderId, fee }) => [clientOrderId, formatMoney(fee)]);
    expect(fees).toEqual([
      ['taker', '0.000303'],
      ['maker', '-0.0015075'],
    ]);
  });

  it('keeps a signed net with its average price through adding, reducing and turning over', () => {
    const venue = venueOf();
    const seen: string[] = [];
    const steps = [
      ['buy 2', '101 x 9'],
      ['buy 2', '103 x 9'],
      ['sell 1', '101 x 9'],
      ['sell 5', '101 x 9'],
      ['buy 2', '101 x 9'],
    ] as const;
    for (const [index, [text, ask]] of steps.entries()) {
      venue.onQuote(quoteOf(index * 100, '100 x 9', ask));
      venue.submit(order(`o${index}`, text), index * 100);
      const [held] = venue.snapshot(index * 100 + 50).positions;
      seen.push(held ? `${formatUnits(held.qty)} @ ${formatUnits(held.averagePrice)}` : 'flat');
    }
    expect(seen).toEqual(['2 @ 101', '4 @ 102', '3 @ 102', '-2 @ 100', 'flat']);
  });
});

describe('snapshot', () => {
  it('gives the fills after a trade id, whose text order is their time order', () => {
    const venue = venueOf();
    venue.onQuote(quoteOf(0, '100 x 99', '101 x 99'));
    for (let index = 0; index < 12; index += 1) venue.submit(order(`o${index}`, 'buy 1'), index);
    const all = venue.snapshot(100).fills;
    const ids = all.map(({ tradeId }) => tradeId);
    expect([...ids].sort()).toEqual(ids);
    expect(venue.snapshot(100, ids[8]).fills).toEqual(all.slice(9));
    expect(venue.snapshot(100).lastTradeId).toBe(ids.at(-1));
  });
});

describe('slippage', () => {
  const takeAt = (slippageBps: number, text: string, patch: Partial<OrderRequest> = {}) => {
    const venue = venueOf({ slippageBps });
    venue.onQuote(quoteOf(1_000, '100 x 0', '101 x 0'));
    venue.submit(order('a', text, patch), 1_000);
    return venue.advance(2_000).map(describeReport).slice(1);
  };

  it.each([
    ['buy 2', 'filled a 2 @ 101.6 taker'],
    ['sell 2', 'filled a 2 @ 99.5 taker'],
    ['buy 2 @ 101.2', 'filled a 2 @ 101.2 taker'],
    ['sell 2 @ 99.9', 'filled a 2 @ 99.9 taker'],
  ])(
    'moves what takes against the taker, onto the grid, never beyond its limit: %s',
    (text, fill) => {
      expect(takeAt(50, text)).toEqual([fill]);
    },
  );

  it('is none unless it is asked for', () => {
    expect(takeAt(0, 'buy 2')).toEqual(['filled a 2 @ 101 taker']);
  });
});
