import { describe, expect, it } from 'vitest';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { OutcomeUnknownError } from '../../../apps/engine/src/ports/venue.ts';
import { BTC, deskOptions, proposal, quoteOf, stubStrategy, T0 } from '../../support/desk-world.ts';
import { EngineInProcess } from '../../support/engine-in-process.ts';

const quoteAt = (ts: number) => quoteOf(BTC, { bid: '99.99', ask: '100.01', ts, size: '50' });

/** Wants the same entry at every quote, for as long as it is flat: whatever could be sent twice would be. */
const eager = (id = 'eager') =>
  stubStrategy(id, {
    enter: () => proposal({ entry_units_intent: 0.2, stopPrice: 90, expiresInMs: 60_000 }),
  });

const desk = (strategies = [eager()]): DeskOptions => deskOptions({ strategies });

const wireBreaks = (error: Error) => () => {
  throw error;
};

describe('a submit whose answer is lost', () => {
  it.each([
    ['the socket broke', new OutcomeUnknownError('socket destroyed')],
    ['the answer was cut in the middle', new TypeError('terminated')],
    ['the answer was no JSON', new SyntaxError('Unexpected token <')],
  ])('after the venue has accepted (%s) leaves exactly one order there', async (_, error) => {
    await using engine = new EngineInProcess({
      desk: desk(),
      faults: { afterSubmit: wireBreaks(error) },
    });
    await engine.runFor(30_000, quoteAt);
    const { orders, fills } = engine.book;
    expect(orders).toHaveLength(1);
    expect(fills).toHaveLength(1);
    expect(engine.orderStates()).toEqual(['filled']);
    expect(engine.core.view.totals.fills).toBe(1);
    expect(engine.core.view.positions()).toHaveLength(1);
    expect(engine.core.dispatcher.counts.OrderOutcomeUnknown).toBe(1);
    expect(engine.faults).toEqual([]);
  });

  it('and whose reports are lost as well is found by asking', async () => {
    await using engine = new EngineInProcess({
      desk: desk(),
      faults: {
        afterSubmit: wireBreaks(new OutcomeUnknownError('socket destroyed')),
        onReport: () => 'drop',
      },
    });
    await engine.runFor(30_000, quoteAt);
    expect(engine.book.orders).toHaveLength(1);
    expect(engine.core.dispatcher.counts.VenueReported).toBeUndefined();
    expect(engine.orderStates()).toEqual(['filled']);
    expect(engine.core.view.totals.fills).toBe(1);
  });

  it('for ever is given up at our own deadline and found by asking', async () => {
    await using engine = new EngineInProcess({
      desk: desk(),
      faults: { onReport: () => 'drop' },
      wire: (venue) => ({
        submit: async (request) => {
          await venue.submit(request);
          await new Promise(() => undefined);
        },
        cancel: (...cancel) => venue.cancel(...cancel),
        queryOrder: (...order) => venue.queryOrder(...order),
        snapshot: (...after) => venue.snapshot(...after),
      }),
    });
    await engine.runFor(40_000, quoteAt);
    expect(engine.book.orders).toHaveLength(1);
    expect(engine.orderStates()).toEqual(['filled']);
    expect(engine.core.lanes.isIdle).toBe(true);
  });

  it('before the venue had it holds its exposure until the receive window has closed, then counts as never received', async () => {
    let attempts = 0;
    await using engine = new EngineInProcess({
      desk: desk(),
      faults: {
        beforeSubmit: () => {
          attempts += 1;
          throw new OutcomeUnknownError('socket destroyed');
        },
      },
    });
    await engine.runFor(15_000, quoteAt);
    expect(engine.orderStates()).toEqual(['unknown']);
    expect(engine.core.view.exposure().total).toBeGreaterThan(0n);
    expect(attempts).toBe(1);
    engine.dispatch({
      type: 'TradingLocked',
      level: 'lock',
      reason: 'no new decision',
      by: 'test',
    });
    await engine.runFor(15_000, quoteAt);
    expect(engine.orderStates()).toEqual(['rejected VENUE_NEVER_RECEIVED']);
    expect(engine.core.view.exposure().total).toBe(0n);
    expect(attempts).toBe(1);
    expect(engine.book.orders).toEqual([]);
  });
});

describe('an order in the queue when the lock falls', () => {
  it('does not leave, is told so, and only the one that had left is at the venue', async () => {
    let letGo: () => void = () => undefined;
    const isOpen = new Promise<void>((resolve) => (letGo = resolve));
    await using engine = new EngineInProcess({
      desk: desk([eager('first'), eager('second'), eager('third')]),
      wire: (venue) => ({
        submit: async (request) => {
          await venue.submit(request);
          await isOpen;
        },
        cancel: (...cancel) => venue.cancel(...cancel),
        queryOrder: (...order) => venue.queryOrder(...order),
        snapshot: (...after) => venue.snapshot(...after),
      }),
    });
    await engine.clock.runBy(10);
    engine.quote(quoteAt(T0 + 10));
    expect(engine.core.lanes.rows()).toMatchObject([{ isBusy: true, queued: 2 }]);
    engine.dispatch({ type: 'TradingLocked', level: 'lock', reason: 'in between', by: 'test' });
    letGo();
    await engine.runFor(5_000, quoteAt);
    expect(engine.book.orders).toHaveLength(1);
    expect(engine.orderStates().sort()).toEqual([
      'denied GUARD_LOCKED',
      'denied GUARD_LOCKED',
      'filled',
    ]);
    expect(engine.core.dispatcher.counts.OrderWithheld).toBe(2);
    expect(engine.core.lanes.isIdle).toBe(true);
  });
});
