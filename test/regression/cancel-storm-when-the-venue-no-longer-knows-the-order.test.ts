import { describe, expect, it } from 'vitest';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { BTC, deskOptions, proposal, quoteOf, stubStrategy, T0 } from '../support/desk-world.ts';
import { ScriptedSession } from '../support/scripted-session.ts';

const quoteAt = (ts: number) => quoteOf(BTC, { bid: '99.99', ask: '100.01', ts, size: '50' });

/** The desk believes in a working order that has long ended at the venue: everything after the acceptance was lost. */
function sessionWithGhostOrder(isAnswered: boolean): ScriptedSession {
  let hasEntered = false;
  const strategy = stubStrategy('ghost', {
    enter: () => {
      if (hasEntered) return undefined;
      hasEntered = true;
      return proposal({ entry_units_intent: 0.2, stopPrice: 90 });
    },
  });
  let isWireBroken = true;
  const isLost = ({ type }: VenueReport) =>
    isWireBroken && (type === 'OrderFilled' || type === 'OrderExpired');
  const session = new ScriptedSession({
    desk: deskOptions({ strategies: [strategy] }),
    loses: isLost,
  });
  if (!isAnswered) session.venue.queryOrder = () => undefined;
  session.quote(quoteAt(T0 + 100));
  session.runTo(T0 + 200);
  expect(session.desk.view.workingOrders().map(({ state }) => state)).toEqual(['accepted']);
  isWireBroken = false;
  return session;
}

function pausesBetween(times: readonly number[]): number[] {
  return times.slice(1).map((ts, index) => ts - (times[index] ?? 0));
}

describe('a flatten that meets an order the venue no longer knows', () => {
  it('cancels once, asks instead of cancelling again, and ends flat by the venue’s own book', () => {
    const session = sessionWithGhostOrder(true);
    session.dispatch({ type: 'FlattenRequested', by: 'test' });
    for (let step = 1; step <= 40; step += 1) session.quote(quoteAt(T0 + 200 + step * 250));
    const rejected = session.events.filter(
      (event) => event.type === 'VenueReported' && event.report.type === 'CancelRejected',
    );
    expect(rejected).toHaveLength(1);
    expect(session.effectsOf('CancelOrder')).toHaveLength(1);
    const [firstRejection] = rejected;
    const asked = session.effectsOf('QueryOrder').filter(({ ts }) => ts === firstRejection?.ts);
    expect(asked).toHaveLength(1);
    expect(session.desk.view.flatten.phase).toBe('flat');
    const book = session.venue.snapshot(T0 + 60_000);
    expect(book.positions).toEqual([]);
    expect(book.fills).toHaveLength(2);
  });

  it('does not storm while the question stays unanswered: one cancel in two seconds at most', () => {
    const session = sessionWithGhostOrder(false);
    session.venue.snapshot = (ts) => ({ tsEvent: ts, positions: [], openOrders: [], fills: [] });
    session.dispatch({ type: 'FlattenRequested', by: 'test' });
    for (let step = 1; step <= 120; step += 1) session.quote(quoteAt(T0 + 200 + step * 250));
    const cancels = session.effectsOf('CancelOrder').map(({ ts }) => ts);
    expect(cancels.length).toBeGreaterThan(1);
    expect(Math.min(...pausesBetween(cancels))).toBeGreaterThanOrEqual(2_000);
    // Every refusal of a cancel is followed by a question, and questions do not storm either.
    const questions = session.effectsOf('QueryOrder').length;
    expect(questions).toBeGreaterThanOrEqual(cancels.length);
    expect(questions).toBeLessThanOrEqual(40);
  });
});
