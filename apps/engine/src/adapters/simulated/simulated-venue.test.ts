import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { Quote } from '@quarterdeck/core/model/tick';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { VirtualClock } from '../system/virtual-clock.ts';
import { OutcomeUnknownError } from '../../ports/venue.ts';
import { readVenueBook } from './read-venue-book.ts';
import { SimulatedVenue, type SimulatedVenueOptions } from './simulated-venue.ts';
import { VENUE_BOOK_FILE } from './venue-book.ts';

const BTC = asSymbolId('BTC/USDT');
const INSTRUMENT: Instrument = {
  symbol: BTC,
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.1'),
  lotSize: qty('0.1'),
  minQty: qty('0.1'),
  minNotional: money('5'),
  calendar: 'always',
};

const quoteAt = (tsEvent: number): Quote => ({
  symbol: BTC,
  bid: price('100'),
  ask: price('101'),
  bidQty: qty('50'),
  askQty: qty('50'),
  tsEvent,
});

function request(id: string, patch: Partial<OrderRequest> = {}): OrderRequest {
  return {
    clientOrderId: asClientOrderId(id),
    symbol: BTC,
    side: 'buy',
    type: 'market',
    timeInForce: 'gtc',
    qty: qty('1'),
    postOnly: false,
    reduceOnly: false,
    ...patch,
  };
}

const resting = { type: 'limit', price: price('99') } as const;

let folder: string;
let clock: VirtualClock;
const opened: SimulatedVenue[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-venue-'));
  clock = new VirtualClock(1_000);
});

afterEach(async () => {
  for (const venue of opened.splice(0)) await venue.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A second one on the same folder stands for the process after a kill: nothing was closed or flushed. */
function open(patch: Partial<SimulatedVenueOptions> = {}): SimulatedVenue {
  const venue = new SimulatedVenue({
    folder,
    instruments: [INSTRUMENT],
    latencyMs: 10,
    makerFeeBps: 1,
    takerFeeBps: 2,
    clock,
    scheduler: clock,
    ...patch,
  });
  opened.push(venue);
  return venue;
}

function listen(venue: SimulatedVenue): string[] {
  const seen: string[] = [];
  venue.onReport((report: VenueReport) => seen.push(report.type));
  return seen;
}

const path = (): string => join(folder, VENUE_BOOK_FILE);

describe('the durable book', () => {
  it('holds an order and its fill before the report of either can be seen', async () => {
    const venue = open();
    const seen = listen(venue);
    venue.onQuote(quoteAt(1_000));
    await venue.submit(request('a'));
    expect(readVenueBook(folder).inFlight).toHaveLength(1);
    clock.advanceTo(1_010);
    venue.advanceTo(1_010);
    expect(seen).toEqual([]);
    const book = readVenueBook(folder);
    expect(book.fills).toHaveLength(1);
    expect(book.positions).toMatchObject([{ symbol: BTC, qty: qty('1') }]);
    expect(book.inFlight).toEqual([]);
    venue.advanceTo(1_020);
    expect(seen).toEqual(['OrderAccepted', 'OrderFilled']);
  });

  it('is the same after a reload as it was in memory', async () => {
    const venue = open();
    venue.onQuote(quoteAt(1_000));
    await venue.submit(request('taken'));
    await venue.submit(request('resting', resting));
    await venue.submit(request('cancelled', resting));
    await venue.submit(request('odd', { qty: qty('1.05') }));
    await venue.cancel(asClientOrderId('cancelled'), BTC);
    clock.advanceTo(2_000);
    const before = await venue.snapshot();
    const after = await open().snapshot();
    expect(after).toEqual(before);
    expect(after.openOrders.map(({ clientOrderId }) => clientOrderId)).toEqual(['resting']);
    expect(readVenueBook(folder).orders.map(({ status }) => status)).toEqual([
      'filled',
      'open',
      'cancelled',
      'rejected',
    ]);
  });

  it('lets a request that was on the line at the kill arrive after the restart', async () => {
    const dying = open();
    dying.onQuote(quoteAt(1_000));
    await dying.submit(request('a'));
    const venue = open();
    const answer = venue.queryOrder(asClientOrderId('a'), BTC);
    const snapshot = venue.snapshot();
    await clock.runTo(1_010);
    expect(await answer).toMatchObject({ status: 'filled' });
    expect((await snapshot).fills).toHaveLength(1);
    expect((await snapshot).positions).toHaveLength(1);
  });

  it('does not send again the reports that a kill has lost', async () => {
    const dying = open();
    dying.onQuote(quoteAt(1_000));
    await dying.submit(request('a'));
    clock.advanceTo(1_015);
    expect(dying.advance(1_015)).toEqual([]);
    const venue = open();
    expect(venue.nextDueTs()).toBeUndefined();
    expect((await venue.snapshot()).fills).toHaveLength(1);
  });

  it('never takes a client id twice, restarts included', async () => {
    const dying = open();
    dying.onQuote(quoteAt(1_000));
    await dying.submit(request('a'));
    clock.advanceTo(2_000);
    await dying.snapshot();
    const venue = open();
    venue.onQuote(quoteAt(2_000));
    await venue.submit(request('a'));
    clock.advanceTo(3_000);
    const seen = listen(venue);
    venue.advanceTo(3_000);
    expect(seen).toEqual(['OrderRejected']);
    expect(readVenueBook(folder).fills).toHaveLength(1);
  });

  it('drops a last line that was cut off, and goes on from the line before', async () => {
    const dying = open();
    dying.onQuote(quoteAt(1_000));
    await dying.submit(request('a'));
    const sound = readFileSync(path(), 'utf8');
    appendFileSync(path(), sound.slice(0, 70));
    expect(readVenueBook(folder).inFlight).toHaveLength(1);
    const venue = open();
    expect(readFileSync(path(), 'utf8')).toBe(sound);
    await venue.submit(request('b'));
    expect(readVenueBook(folder).inFlight).toHaveLength(2);
  });

  it('refuses a book with a broken line in the middle, naming the line', async () => {
    const dying = open();
    await dying.submit(request('a'));
    writeFileSync(path(), `${readFileSync(path(), 'utf8')}not json\n{"entries":[]}\n`);
    expect(() => open()).toThrow(`${path()}:2`);
  });
});

describe('a wire with faults', () => {
  it('loses a request before the venue has it', async () => {
    const beforeSubmit = (): void => {
      throw new OutcomeUnknownError('wire broke');
    };
    const venue = open({ faults: { beforeSubmit } });
    await expect(venue.submit(request('a'))).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(await venue.queryOrder(asClientOrderId('a'), BTC)).toBeUndefined();
  });

  it('loses the answer after the venue has the request', async () => {
    const afterSubmit = (): void => {
      throw new OutcomeUnknownError('wire broke');
    };
    const venue = open({ faults: { afterSubmit } });
    venue.onQuote(quoteAt(1_000));
    await expect(venue.submit(request('a'))).rejects.toBeInstanceOf(OutcomeUnknownError);
    clock.advanceTo(2_000);
    expect(await venue.queryOrder(asClientOrderId('a'), BTC)).toMatchObject({ status: 'filled' });
  });

  it('drops, repeats and delays reports', async () => {
    const fates = { OrderAccepted: 'drop', OrderFilled: 'repeat' } as const;
    const venue = open({
      faults: {
        onReport: ({ type }) =>
          type === 'OrderAccepted' || type === 'OrderFilled' ? fates[type] : { delayMs: 500 },
      },
    });
    const seen = listen(venue);
    venue.onQuote(quoteAt(1_000));
    await venue.submit(request('a'));
    await venue.submit(request('odd', { qty: qty('1.05') }));
    venue.advanceTo(1_020);
    expect(seen).toEqual(['OrderFilled', 'OrderFilled']);
    expect(venue.nextDueTs()).toBe(1_520);
    venue.advanceTo(1_520);
    expect(seen.at(-1)).toBe('OrderRejected');
  });
});
