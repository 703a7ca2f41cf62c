import { describe, expect, it } from 'vitest';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import {
  BTC,
  deskOptions,
  proposal,
  quoteOf,
  stubStrategy,
  T0,
  YEN,
} from '../support/desk-world.ts';
import { ScriptedSession } from '../support/scripted-session.ts';

function enterOnce(id: string, symbol: SymbolId, entry: Parameters<typeof proposal>[0]) {
  let isDone = false;
  return stubStrategy(id, {
    enter: (view) => {
      if (isDone || view.instrument.symbol !== symbol) return undefined;
      isDone = true;
      return proposal(entry);
    },
  });
}

const btc = (ts: number) => quoteOf(BTC, { bid: '99.99', ask: '100.01', ts, size: '50' });
const yen = (ts: number) => quoteOf(YEN, { bid: '150.000', ask: '150.010', ts, size: '5000' });

describe('a fill report that is lost while later ones arrive', () => {
  it('is found by the next look at the venue, and booked once', () => {
    let fillsSeen = 0;
    const session = new ScriptedSession({
      desk: deskOptions({
        strategies: [
          enterOnce('first', BTC, { entry_units_intent: 0.2, stopPrice: 90 }),
          enterOnce('second', YEN, { entry_units_intent: 20, stopPrice: 140 }),
          enterOnce('third', BTC, { entry_units_intent: 0.2, stopPrice: 90 }),
        ],
      }),
      // Of three fills the middle one never arrives.
      loses: (report) => report.type === 'OrderFilled' && (fillsSeen += 1) === 2,
    });
    session.quote(yen(T0 + 50));
    session.quote(btc(T0 + 300));
    session.runTo(T0 + 500);
    expect(session.desk.view.totals.fills).toBe(2);

    for (let second = 1; second <= 40; second += 1) {
      session.quote(yen(T0 + second * 1_000 + 10));
      session.quote(btc(T0 + second * 1_000 + 20));
    }
    const book = session.venue.snapshot(T0 + 60_000);
    expect(book.fills).toHaveLength(3);
    const booked = session.effectsOf('RecordFill').map(({ effect }) => effect.fill.tradeId);
    expect([...booked].sort()).toEqual(book.fills.map(({ tradeId }) => tradeId));
    expect(booked).not.toEqual([...booked].sort());
    expect(session.desk.view.totals.fills).toBe(3);
    for (const { symbol, qty } of book.positions) {
      const held = session.desk.view.positions().filter((position) => position.symbol === symbol);
      expect(held.reduce((net, position) => net + position.qty, 0n)).toBe(qty);
    }
    expect(session.desk.view.reconcile).toMatchObject({ ok: true, differences: [] });
    expect(session.desk.view.workingOrders()).toEqual([]);
  });
});
