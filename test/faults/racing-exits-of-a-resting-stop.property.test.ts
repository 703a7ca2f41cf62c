import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Desk, StrategySetup } from '@quarterdeck/core/desk-contract';
import { asPrice } from '@quarterdeck/core/kernel/decimal';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Order, OrderRequest } from '@quarterdeck/core/model/order';
import type { Position } from '@quarterdeck/core/model/position';
import { BTC, deskOptions, proposal, stubStrategy } from '../support/desk-world.ts';
import {
  RACE_INSTRUMENTS,
  StopRaceSession,
  type StopFaults,
  type StopRaceOptions,
} from '../support/stop-race-session.ts';

const seeds = fc.nat(2_000_000_000);
const STANDS_WITHIN_MS = 3_000;

const PERFECT: StopFaults = {
  lostRequests: 0,
  unknownOutcomes: 0,
  refusedStops: 0,
  refusedCloses: 0,
  delays: 0,
  lostReports: 0,
  restarts: 0,
  thinBooks: 0,
};
/** Everything that can go wrong on the way out; what the venue says is heard. */
const WAY_OUT: StopFaults = {
  ...PERFECT,
  lostRequests: 0.08,
  unknownOutcomes: 0.08,
  refusedStops: 0.05,
  delays: 0.1,
  restarts: 0.01,
};
const ALL: StopFaults = { ...WAY_OUT, refusedCloses: 0.08, lostReports: 0.12, thinBooks: 0.3 };

interface Player {
  readonly id: string;
  readonly rng: Rng;
  /** Read when asked: at the end nobody enters any more. */
  readonly isOver: () => boolean;
}

/** Trades both ways with a near stop, often leaves by itself, in whole or in part. */
function restless({ id, rng, isOver }: Player, isStopResting: boolean): StrategySetup {
  const setup = stubStrategy(id, {
    enter: (view) => {
      if (isOver() || rng.next() < 0.6) return undefined;
      const isBuy = rng.next() < 0.5;
      const units = view.instrument.symbol === BTC ? 0.1 + rng.next() : 5 + rng.next() * 60;
      return proposal({
        side: isBuy ? 'buy' : 'sell',
        entry_units_intent: isBuy ? units : -units,
        stopPrice: view.mid * (isBuy ? 0.98 : 1.02),
      });
    },
    exit: () =>
      rng.next() < 0.06 ? { fraction: rng.next() < 0.4 ? 0.5 : 1, thesis: 'enough' } : undefined,
  });
  return { ...setup, strategy: { ...setup.strategy, isStopResting } };
}

function meddle(desk: Desk, rng: Rng): DeskEventBody | undefined {
  const draw = rng.next();
  const by = 'operator';
  if (draw > 0.995) return { type: 'FlattenRequested', by };
  if (draw > 0.98) return { type: 'TradingUnlocked', reason: 'going on', by };
  if (draw > 0.975) return { type: 'TradingLocked', level: 'freeze', reason: 'r', by };
  const positions = desk.view.positions();
  const position = positions[Math.floor(rng.next() * positions.length)];
  if (position === undefined) return undefined;
  const { positionId, stopOrderId, stopPrice } = position;
  if (draw < 0.04) return { type: 'PositionCloseRequested', positionId, by };
  if (draw < 0.06) {
    const level = asPrice((stopPrice * (position.qty > 0n ? 1_002n : 998n)) / 1_000n);
    return { type: 'StopMoved', positionId, stopPrice: level, by };
  }
  if (draw > 0.07 || stopOrderId === undefined) return undefined;
  return { type: 'OrderCancelRequested', clientOrderId: stopOrderId, by };
}

const isUnheard = ({ state }: Order): boolean => state === 'submitted' || state === 'unknown';

/**
 * One closing order that may fill at a time. The exception is the record's: beside a stop that nobody has heard of, where
 * both only reduce and nobody else holds the symbol, so that the venue trims them to what is there.
 */
function expectOneClose(desk: Desk, request: OrderRequest): void {
  const orders = desk.view.workingOrders();
  const sent = orders.find(({ clientOrderId }) => clientOrderId === request.clientOrderId);
  if (sent === undefined || sent.purpose === 'entry') return;
  const positions = desk.view.positions();
  const open = positions.find(({ positionId }) => positionId === sent.positionId)?.qty ?? 0n;
  expect(sent.side).toBe(open > 0n ? 'sell' : 'buy');
  expect(sent.qty <= (open < 0n ? -open : open)).toBe(true);
  const others = orders.filter(
    (order) => order !== sent && order.purpose !== 'entry' && order.positionId === sent.positionId,
  );
  for (const other of others) {
    const holders = positions.filter(({ symbol }) => symbol === sent.symbol);
    expect([other.type, isUnheard(other), other.reduceOnly, sent.reduceOnly]).toEqual([
      'stop',
      true,
      true,
      true,
    ]);
    expect(holders).toHaveLength(1);
  }
}

/** By the venue's own book: the position's stop is live, or did its work; or a close of ours is on its way. */
function isCovered({ venue, desk }: StopRaceSession, position: Position): boolean {
  const { stopOrderId } = position;
  const stop = stopOrderId === undefined ? undefined : venue.queryOrder(stopOrderId);
  if (stop?.status === 'open' || stop?.status === 'filled') return true;
  const closing = desk.view
    .workingOrders()
    .find(({ clientOrderId }) => clientOrderId === position.closingOrderId);
  return closing !== undefined;
}

/** Right after a start nobody knows a price: the venue would take neither stop nor close. */
const hasPrice = ({ desk, ts }: StopRaceSession, { symbol }: Position): boolean =>
  desk.view.feeds(ts).some((feed) => feed.instrument.symbol === symbol && feed.quote !== undefined);

/** Watches how long any position has been without; a new process begins to count anew. */
class CoverWatch {
  longestMs = 0;
  #bareSince = new Map<string, number>();
  #restarts = 0;

  look(session: StopRaceSession): void {
    if (session.restarts !== this.#restarts) this.#bareSince.clear();
    this.#restarts = session.restarts;
    const open = session.desk.view.positions();
    for (const id of this.#bareSince.keys()) {
      if (!open.some(({ positionId }) => positionId === id)) this.#bareSince.delete(id);
    }
    for (const position of open) {
      const { positionId } = position;
      if (isCovered(session, position) || !hasPrice(session, position))
        this.#bareSince.delete(positionId);
      else {
        const since = this.#bareSince.get(positionId) ?? session.ts;
        this.#bareSince.set(positionId, since);
        this.longestMs = Math.max(this.longestMs, session.ts - since);
      }
    }
  }
}

interface Race {
  readonly seed: number;
  readonly faults: StopFaults;
  /** Whether each strategy's stops rest. */
  readonly players: readonly boolean[];
}

/** A whole race, judged at the end by the venue's book. */
function race({ seed, faults, players }: Race) {
  const rng = createRng(seed);
  const cover = new CoverWatch();
  const signs = new Map<string, bigint>();
  const isOver = (): boolean => session.isHealed;
  const watch: StopRaceOptions['watch'] = ({ session: now, effects }) => {
    for (const effect of effects) {
      if (effect.type !== 'RecordPosition' || effect.position.qty === 0n) continue;
      const { positionId, qty } = effect.position;
      const sign = qty > 0n ? 1n : -1n;
      if (!signs.has(positionId)) signs.set(positionId, sign);
      expect(signs.get(positionId), `sign of ${positionId}`).toBe(sign);
    }
    cover.look(now);
  };
  const session: StopRaceSession = new StopRaceSession({
    rng: rng.fork('wire'),
    steps: 300,
    faults,
    operator: meddle,
    onSubmit: expectOneClose,
    watch,
    desk: deskOptions({
      instruments: RACE_INSTRUMENTS,
      strategies: players.map((isResting, index) => {
        const id = `stub_${index === 0 ? 'a' : 'b'}`;
        return restless({ id, rng: rng.fork(id), isOver }, isResting);
      }),
      risk: { ...deskOptions().risk, max_daily_loss: '9000', max_drawdown_pct: 90 },
    }),
  });
  session.run();
  const { positions, openOrders, fills } = session.venue.snapshot(session.ts);
  expect(positions.filter((row) => row.qty !== 0n)).toEqual([]);
  expect(openOrders).toEqual([]);
  expect(session.desk.view.positions()).toEqual([]);
  expect(session.desk.view.totals.fills).toBe(fills.length);
  const closed = session.tables.trades.map(({ positionId }) => positionId);
  expect([...closed].sort()).toEqual([...signs.keys()].sort());
  const reasons = session.tables.trades.map(({ exitReason }) => exitReason);
  return { longestBareMs: cover.longestMs, reasons };
}

describe('safety layer, strategy, operator and the venue’s stop race for one position', () => {
  it.each([
    { name: 'alone in the symbol', players: [true] },
    { name: 'beside a strategy whose stops are local', players: [true, false] },
    { name: 'beside another one whose stops rest', players: [true, true] },
  ])('and the venue ends flat, with one trade a position: $name', ({ players }) => {
    const reasons = new Set<string>();
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const reason of race({ seed, faults: ALL, players }).reasons) reasons.add(reason);
      }),
      { numRuns: 15, endOnFailure: true },
    );
    expect([...reasons]).toEqual(expect.arrayContaining(['stop', 'strategy', 'operator']));
  });

  it('and no position is without stop and close for longer than the configuration allows', () => {
    let trades = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const outcome = race({ seed, faults: WAY_OUT, players: [true] });
        // A second for the desk's clock, and what a delayed report of the stop before may take to be heard.
        expect(outcome.longestBareMs).toBeLessThanOrEqual(STANDS_WITHIN_MS + 1_000);
        trades += outcome.reasons.length;
      }),
      { numRuns: 15, endOnFailure: true },
    );
    expect(trades).toBeGreaterThan(100);
  });
});
