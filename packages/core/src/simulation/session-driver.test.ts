import { describe, expect, it } from 'vitest';
import { asClientOrderId } from '../kernel/ids.ts';
import { denied, PASSED, type Verdict } from '../kernel/verdict.ts';
import type { Desk } from '../desk-contract.ts';
import type { Effect } from '../model/effect.ts';
import type { DeskEvent } from '../model/event.ts';
import type { OrderRequest } from '../model/order.ts';
import { emptyRestoredState } from '../model/restored.ts';
import type { MarketInput } from './market-input.ts';
import { driveSession } from './session-driver.ts';
import { BTC, describeReport, order, quoteOf, tradeOf, venueOf } from './testing/venue-fixture.ts';

const FRESH = emptyRestoredState();

const submit = (request: OrderRequest): Effect => ({
  type: 'SubmitOrder',
  request,
  purpose: 'entry',
});

/** A desk that answers by rule; the driver only needs what a desk does, not what it knows. */
function deskOf(
  rule: (event: DeskEvent) => readonly Effect[],
  mayLeave: () => Verdict = () => PASSED,
): Desk {
  return { handle: rule, mayLeave, view: {} as Desk['view'], agent: undefined };
}

const quoteInput = (ts: number): MarketInput => ({
  type: 'quote',
  quote: quoteOf(ts, '100 x 9', '101 x 9'),
});

const line = (event: DeskEvent): string => {
  const what = event.type === 'VenueReported' ? describeReport(event.report) : event.type;
  return `${event.seq} ${event.ts} ${what}`;
};

function run(desk: Desk, inputs: readonly MarketInput[], latencyMs = 10) {
  const seen: string[] = [];
  const venue = venueOf({ latencyMs });
  const result = driveSession({
    desk,
    venue,
    inputs,
    tsStart: 0,
    restored: FRESH,
    drainMs: 100,
    onEvent: (event) => seen.push(line(event)),
  });
  return { seen, result };
}

describe('the session loop', () => {
  it('starts the desk, then brings what is due before each input, numbered without a hole', () => {
    const desk = deskOf((event) =>
      event.type === 'QuoteReceived' && event.ts === 500 ? [submit(order('a', 'buy 1'))] : [],
    );
    const trade: MarketInput = { type: 'trade', trade: tradeOf(1_000, 'buy', '101 x 1') };
    const { seen, result } = run(desk, [quoteInput(500), trade, quoteInput(1_200)]);
    expect(seen).toEqual([
      '1 0 DeskStarted',
      '2 500 QuoteReceived',
      '3 520 accepted a',
      '4 520 filled a 1 @ 101 taker',
      '5 1000 ClockAdvanced',
      '6 1000 TradeReceived',
      '7 1200 QuoteReceived',
    ]);
    expect(result).toMatchObject({ eventCount: 7, inputCount: 3, lastSeq: 7, tsEnd: 1_300 });
    expect(result.orders.map(({ clientOrderId }) => clientOrderId)).toEqual(['a']);
    expect(result.fills).toHaveLength(1);
  });

  it('answers questions at once, after all effects of the event that asked', () => {
    const clientOrderId = asClientOrderId('a');
    const desk = deskOf((event) =>
      event.type === 'DeskStarted'
        ? [{ type: 'QueryVenue' }, { type: 'QueryOrder', clientOrderId, symbol: BTC }]
        : [],
    );
    expect(run(desk, []).seen).toEqual([
      '1 0 DeskStarted',
      '2 0 VenueSnapshotTaken',
      '3 0 OrderQueried',
    ]);
  });

  it('asks the guard at the moment of sending and tells the desk what was withheld', () => {
    const desk = deskOf(
      (event) => (event.type === 'QuoteReceived' ? [submit(order('a', 'buy 1'))] : []),
      () => denied('GUARD_LOCKED'),
    );
    const { seen, result } = run(desk, [quoteInput(500)]);
    expect(seen).toEqual(['1 0 DeskStarted', '2 500 QuoteReceived', '3 500 OrderWithheld']);
    expect(result.orders).toEqual([]);
  });

  it('carries a cancel to the venue and lets what is on its way arrive after the last input', () => {
    const clientOrderId = asClientOrderId('a');
    const desk = deskOf((event) => {
      if (event.ts === 500) return [submit(order('a', 'buy 1 @ 99'))];
      return event.ts === 600 ? [{ type: 'CancelOrder', clientOrderId, symbol: BTC }] : [];
    });
    const { seen } = run(desk, [quoteInput(500), quoteInput(600)], 40);
    expect(seen.at(-1)).toBe('5 680 cancelled a');
  });

  it('shows candles to the desk and not to the venue', () => {
    const candle = { symbol: BTC, timeframeMs: 60_000, tsOpen: 0, ticks: 1 } as Extract<
      MarketInput,
      { type: 'candle' }
    >['candle'];
    const desk = deskOf((event) =>
      event.type === 'CandleReceived' ? [submit(order('a', 'buy 1'))] : [],
    );
    const { seen } = run(desk, [{ type: 'candle', candle }]);
    expect(seen.filter((text) => !text.endsWith('ClockAdvanced'))).toEqual([
      '1 0 DeskStarted',
      '4 60000 CandleReceived',
      '5 60020 rejected a VENUE_NO_MARKET',
    ]);
  });

  it('stops on inputs that go back in time', () => {
    const desk = deskOf(() => []);
    expect(() => run(desk, [quoteInput(500), quoteInput(499)])).toThrow('time went back');
  });
});
