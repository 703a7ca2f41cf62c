import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMoney, asPrice, asQty, bpsOf, notional } from '../kernel/decimal.ts';
import { asClientOrderId } from '../kernel/ids.ts';
import type { Fill } from '../model/fill.ts';
import type { OrderRequest } from '../model/order.ts';
import type { Quote } from '../model/tick.ts';
import type { VenueReport } from '../model/venue-report.ts';
import type { MatchingVenue } from './matching-venue.ts';
import { BTC, order, quoteOf, venueOf } from './testing/venue-fixture.ts';

type Act =
  | { readonly kind: 'quote'; readonly quote: Omit<Quote, 'tsEvent' | 'symbol'> }
  | {
      readonly kind: 'trade';
      readonly price: bigint;
      readonly qty: bigint;
      readonly isBuy: boolean;
    }
  | { readonly kind: 'submit'; readonly request: Omit<OrderRequest, 'clientOrderId'> }
  | { readonly kind: 'cancel'; readonly pick: number };

interface Step {
  readonly act: Act;
  readonly waitMs: number;
}

const TICK = 10_000_000n;
const LOT = 10_000_000n;
const ticks = fc.integer({ min: 960, max: 1_040 }).map((count) => asPrice(BigInt(count) * TICK));
const lots = (max: number) =>
  fc.integer({ min: 1, max }).map((count) => asQty(BigInt(count) * LOT));

const quotes = fc
  .record({
    bid: ticks,
    spread: fc.integer({ min: 1, max: 15 }),
    bidQty: lots(40),
    askQty: lots(40),
    isSizeless: fc.integer({ min: 0, max: 9 }).map((draw) => draw === 0),
  })
  .map(({ bid, spread, bidQty, askQty, isSizeless }): Act => ({
    kind: 'quote',
    quote: {
      bid,
      ask: asPrice(bid + BigInt(spread) * TICK),
      bidQty: isSizeless ? asQty(0n) : bidQty,
      askQty: isSizeless ? asQty(0n) : askQty,
    },
  }));

const trades = fc
  .record({ price: ticks, qty: lots(60), isBuy: fc.boolean() })
  .map((trade): Act => ({ kind: 'trade', ...trade }));

const submits = fc
  .record({
    side: fc.constantFrom('buy' as const, 'sell' as const),
    type: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const),
    timeInForce: fc.constantFrom('gtc' as const, 'gtc' as const, 'ioc' as const, 'fok' as const),
    qty: lots(50),
    price: ticks,
    postOnly: fc.boolean(),
    reduceOnly: fc.boolean(),
  })
  .map(({ price, ...rest }): Act => ({
    kind: 'submit',
    request: {
      ...rest,
      symbol: BTC,
      postOnly: rest.postOnly && rest.type === 'limit' && rest.timeInForce === 'gtc',
      ...(rest.type === 'limit' && { price }),
      ...(rest.type === 'stop' && { stopPrice: price }),
    },
  }));

const cancels = fc.nat({ max: 30 }).map((pick): Act => ({ kind: 'cancel', pick }));

const sessions = fc.array(
  fc.record({
    act: fc.oneof(
      { weight: 4, arbitrary: quotes },
      { weight: 3, arbitrary: trades },
      { weight: 4, arbitrary: submits },
      { weight: 1, arbitrary: cancels },
    ),
    waitMs: fc.integer({ min: 0, max: 25 }),
  }),
  { minLength: 1, maxLength: 60 },
);

interface Played {
  readonly reports: readonly VenueReport[];
  readonly requests: ReadonlyMap<string, OrderRequest>;
}

/** Plays steps on a venue, delivering what is due before each; `from` keeps ids and time going. */
function play(venue: MatchingVenue, steps: readonly Step[], from = 0): Played {
  const reports: VenueReport[] = [];
  const requests = new Map<string, OrderRequest>();
  for (const [index, { act, waitMs }] of steps.entries()) {
    const ts = from + steps.slice(0, index + 1).reduce((sum, step) => sum + step.waitMs, -waitMs);
    reports.push(...venue.advance(ts));
    if (act.kind === 'quote') venue.onQuote({ symbol: BTC, tsEvent: ts, ...act.quote });
    else if (act.kind === 'trade') {
      const side = act.isBuy ? 'buy' : 'sell';
      const { price, qty } = act;
      venue.onTrade({ symbol: BTC, tsEvent: ts, side, price: asPrice(price), qty: asQty(qty) });
    } else if (act.kind === 'submit') {
      const clientOrderId = asClientOrderId(`${from}-${index}`);
      const request = { clientOrderId, ...act.request };
      requests.set(clientOrderId, request);
      venue.submit(request, ts);
    } else venue.cancel(asClientOrderId(`${from}-${act.pick}`), ts);
  }
  const end = from + steps.reduce((sum, step) => sum + step.waitMs, 0) + 1_000;
  return { reports: [...reports, ...venue.advance(end)], requests };
}

const fillsOf = (reports: readonly VenueReport[]): Fill[] =>
  reports.flatMap((report) => (report.type === 'OrderFilled' ? [report.fill] : []));

const signed = ({ side, qty }: Fill): bigint => (side === 'buy' ? qty : -qty);

describe('for any session', () => {
  it('no order fills beyond its quantity and no limit order at a worse price than its own', () => {
    fc.assert(
      fc.property(sessions, (steps) => {
        const { reports, requests } = play(venueOf(), steps);
        const filled = new Map<string, bigint>();
        for (const fill of fillsOf(reports)) {
          const request = requests.get(fill.clientOrderId);
          const sum = (filled.get(fill.clientOrderId) ?? 0n) + fill.qty;
          filled.set(fill.clientOrderId, sum);
          expect(sum <= (request?.qty ?? 0n)).toBe(true);
          if (request?.price === undefined) continue;
          const isFair =
            request.side === 'buy' ? fill.price <= request.price : fill.price >= request.price;
          expect(isFair).toBe(true);
        }
      }),
    );
  });

  it('limit orders take no more from one quote than it shows', () => {
    fc.assert(
      fc.property(sessions, (steps) => {
        const limits = steps.filter(
          ({ act }) =>
            act.kind === 'quote' || (act.kind === 'submit' && act.request.type === 'limit'),
        );
        const venue = venueOf({ latencyMs: 0 });
        const { reports } = play(venue, limits);
        const shown = { buy: 0n, sell: 0n };
        for (const { act } of limits) {
          if (act.kind !== 'quote') continue;
          const isEndless = act.quote.askQty === 0n;
          shown.buy += isEndless ? 10n ** 20n : act.quote.askQty;
          shown.sell += isEndless ? 10n ** 20n : act.quote.bidQty;
        }
        for (const side of ['buy', 'sell'] as const) {
          const taken = fillsOf(reports).filter((fill) => fill.side === side);
          expect(taken.reduce((sum, fill) => sum + fill.qty, 0n) <= shown[side]).toBe(true);
        }
      }),
    );
  });

  it('the position is the sum of the fills, and every fee is its rate of the notional', () => {
    fc.assert(
      fc.property(sessions, (steps) => {
        const venue = venueOf();
        const fills = fillsOf(play(venue, steps).reports);
        const snapshot = venue.snapshot(1e9);
        expect(snapshot.fills).toEqual(fills);
        const held = snapshot.positions.reduce((sum, { qty }) => sum + qty, 0n);
        expect(held).toBe(fills.reduce((sum, fill) => sum + signed(fill), 0n));
        for (const { fee, price, qty, liquidity } of fills) {
          const bps = liquidity === 'maker' ? 10n ** 8n : 2n * 10n ** 8n;
          expect(fee).toBe(bpsOf(asMoney(notional(price, qty)), bps));
        }
      }),
    );
  });

  it('a reduce-only fill never increases the position and never turns it over', () => {
    fc.assert(
      fc.property(sessions, (steps) => {
        const { reports, requests } = play(venueOf(), steps);
        let net = 0n;
        for (const fill of fillsOf(reports)) {
          const after = net + signed(fill);
          if (requests.get(fill.clientOrderId)?.reduceOnly === true) {
            expect(net !== 0n && (after === 0n || after > 0n === net > 0n)).toBe(true);
            expect((after < 0n ? -after : after) < (net < 0n ? -net : net)).toBe(true);
          }
          net = after;
        }
      }),
    );
  });

  it('reports come in time order and an order says nothing after its end', () => {
    fc.assert(
      fc.property(sessions, (steps) => {
        const { reports, requests } = play(venueOf(), steps);
        const ended = new Set<string>();
        const left = new Map([...requests].map(([id, { qty }]) => [id, qty as bigint]));
        for (const [index, report] of reports.entries()) {
          const before = reports[index - 1];
          expect(before === undefined || before.tsEvent <= report.tsEvent).toBe(true);
          if (report.type === 'CancelRejected') continue;
          const id =
            report.type === 'OrderFilled' ? report.fill.clientOrderId : report.clientOrderId;
          expect(ended.has(id)).toBe(false);
          if (report.type === 'OrderFilled') {
            left.set(id, (left.get(id) ?? 0n) - report.fill.qty);
            if (left.get(id) === 0n) ended.add(id);
          } else if (report.type !== 'OrderAccepted') ended.add(id);
        }
      }),
    );
  });

  it('a state taken anywhere goes through JSON and continues identically', () => {
    fc.assert(
      fc.property(sessions, sessions, (before, after) => {
        const venue = venueOf();
        play(venue, before);
        // Taken in the middle of things: one request on its way there, reports of another on theirs back.
        venue.submit(order('early', 'buy 1'), 50_000);
        venue.submit(order('late', 'sell 2 @ 104'), 50_009);
        venue.onQuote(quoteOf(50_015, '100 x 3', '100.5 x 3'));
        const state = venue.state();
        const copy = venueOf({ startingState: JSON.parse(JSON.stringify(state)) as typeof state });
        expect(copy.state()).toEqual(state);
        const from = 100_000;
        expect(play(copy, after, from)).toEqual(play(venue, after, from));
        expect(copy.state()).toEqual(venue.state());
      }),
    );
  });
});
