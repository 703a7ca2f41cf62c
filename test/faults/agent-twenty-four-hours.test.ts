import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import {
  formatMoney,
  money,
  notional,
  ZERO_MONEY,
  addMoney,
} from '@quarterdeck/core/kernel/decimal';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { agentSetup } from '../support/agent-world.ts';
import { T0 } from '../support/desk-world.ts';
import { random } from '../venues/anthropic/scripted-traders.ts';
import { AgentDayModel, hourOf, isComingBack, OUTAGES } from './agent-day-model.ts';
import { AgentDaySession } from './agent-day-session.ts';
import { AgentDayWatch } from './agent-day-watch.ts';

const QUOTE_MS = 2 * SECOND_MS;
const OPEN_MS = 15 * MINUTE_MS;
/** Between two questions at most, the answer included. */
const ONE_QUESTION_MS = 6 * MINUTE_MS;
/** Nothing else is broken while it is watched how the desk comes back. */
const isWatched = (hour: number): boolean =>
  OUTAGES.some(({ from, to }) => hour >= from && hour < to) || isComingBack(hour) || hour >= 23;

const setup = agentSetup({
  timeframes_ms: [60_000, 300_000],
  signal_timeframe_ms: 60_000,
  gate: {
    timer: { min_s: 60, max_s: 300 },
    candle: { timeframes_ms: [], min_interval_s: 300 },
    budget: { min_pause_s: 20, max_per_hour: 60, reserved_per_hour: 20 },
    silence_s: 90,
    review_s: 180,
  },
  model: { budget: { day_usd: '40' } },
  // A forecaster of chance earns no size of his own: he trades on probation, all day.
  learner: { sizing: { probation: { cases: 10_000 } } },
});

/** A whole day by a seed; the last hour is left in peace. */
class Day {
  readonly #rng;
  readonly watch = new AgentDayWatch();
  readonly model: AgentDayModel;
  readonly session: AgentDaySession;
  resets = 0;
  locks = 0;
  stalls = 0;
  #tsUnlock = Infinity;
  #tsStallEnds = 0;

  constructor(seed: number) {
    this.#rng = createRng(seed);
    this.model = new AgentDayModel(this.#rng.fork('model'), random(seed));
    this.session = new AgentDaySession({
      rng: this.#rng.fork('wire'),
      desk: { strategies: [], agent: setup },
      answer: (ask, ts) => this.model.answer(ask, ts, ts + setup.wallShiftMs),
      faultRate: 0.03,
      watch: (seen) => this.watch.see(seen),
    });
  }

  run(hours: number): void {
    const { session } = this;
    while (session.ts < T0 + hours * HOUR_MS) {
      session.mid = Math.max(20, session.mid * (1 + this.#rng.gaussian() * 0.000_5));
      if (session.ts >= this.#tsStallEnds) session.quote();
      session.pass(QUOTE_MS);
      this.#act(hourOf(session.ts));
    }
  }

  /** Nothing fails any more. */
  heal(): void {
    this.model.isHealed = true;
    this.session.faultRate = 0;
    if (this.session.desk.view.lock.level !== 'none') this.#unlock();
    this.#tsStallEnds = 0;
    this.#resetBreaker();
  }

  #act(hour: number): void {
    if (this.session.ts >= this.#tsUnlock) this.#unlock();
    // A person mends the key a while after the alert.
    if (hour >= 10.4 && this.resets === 0) this.#resetBreaker();
    if (isWatched(hour)) return;
    if (this.#chance(24)) this.#lock();
    if (this.#chance(16)) this.session.restart();
    if (this.#chance(16)) this.#stall();
  }

  /** True about so many times a day. */
  #chance(timesADay: number): boolean {
    return this.#rng.next() < (timesADay * QUOTE_MS) / (24 * HOUR_MS);
  }

  #lock(): void {
    this.locks += 1;
    const level = this.#rng.next() < 0.3 ? 'freeze' : 'lock';
    this.session.tell({ type: 'TradingLocked', level, reason: 'to be sure', by: 'test' });
    this.#tsUnlock = this.session.ts + (0.2 + this.#rng.next()) * 8 * MINUTE_MS;
  }

  #unlock(): void {
    this.#tsUnlock = Infinity;
    this.session.tell({ type: 'TradingUnlocked', reason: 'looked at', by: 'test' });
  }

  #stall(): void {
    this.stalls += 1;
    this.#tsStallEnds = this.session.ts + (1 + this.#rng.next() * 3) * MINUTE_MS;
  }

  #resetBreaker(): void {
    this.resets += 1;
    this.session.tell({ type: 'BreakerReset', reason: 'key mended', by: 'test' });
  }
}

function reportOf({ watch, session }: Day) {
  const outcomes: Record<string, number> = {};
  let cost = ZERO_MONEY;
  for (const { outcome, cost: spent } of watch.decisions) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    cost = addMoney(cost, money(spent.total));
  }
  const [gate] = session.desk.agent?.status()?.gates ?? [];
  return {
    ticks: gate?.ticks ?? 0,
    evaluations: gate?.evaluations ?? 0,
    passes: gate?.passes ?? 0,
    questions: watch.questions,
    outcomes,
    skips: Object.fromEntries(watch.skips),
    cost: formatMoney(cost),
    trades: watch.trades,
    restarts: session.restarts,
    alerts: Object.fromEntries(watch.alerts),
  };
}

describe.each([20261121, 7])('twenty-four hours in which everything fails, seed %i', (seed) => {
  it(
    'keeps every promise, comes back from every outage and tells what it cost',
    { timeout: 600_000 },
    () => {
      const day = new Day(seed);
      const { watch, session } = day;
      day.run(23);
      day.heal();
      day.run(24);
      const report = reportOf(day);
      console.info(`24 h, seed ${seed}: ${JSON.stringify(report)}`);

      expect(watch.broken).toEqual([]);
      for (const { to, what } of OUTAGES) {
        if (what === 'wrong key') continue;
        const tsOver = T0 + to * HOUR_MS;
        const back = watch.decisions.find(
          ({ tsDecision, decision, actor }) =>
            tsDecision >= tsOver && actor === 'model' && decision !== null,
        );
        expect((back?.tsDecision ?? Infinity) - tsOver, what).toBeLessThan(
          OPEN_MS + ONE_QUESTION_MS,
        );
      }
      expect(session.desk.agent?.status()).toMatchObject({
        decider: 'model',
        breaker: { position: 'closed' },
      });
      expect(watch.decisions.at(-1)?.outcome).toMatch(/^(MODEL|VETO)_/);

      // Each way of failing was met, and no hour of it left the desk without a decision of the rules.
      expect(Object.keys(report.outcomes)).toEqual(
        expect.arrayContaining([
          'MODEL_BUY',
          'MODEL_HOLD',
          'FAIL_DEADLINE',
          'FAIL_OVERLOAD',
          'FAIL_ACCOUNT',
          'FAIL_REFUSED',
          'FAIL_TRUNCATED',
          'FAIL_PARSE',
          'FAIL_RANGE',
        ]),
      );
      expect(Object.keys(report.outcomes).some((name) => name.startsWith('FALLBACK_'))).toBe(true);
      expect(report.alerts.MODEL_BREAKER_OPEN).toBeGreaterThanOrEqual(4);
      expect(report.restarts).toBeGreaterThan(0);
      expect([day.locks, day.stalls].every((count) => count > 0)).toBe(true);
      expect(report.passes / report.evaluations).toBeLessThan(0.1);
      expect(Number(report.cost)).toBeGreaterThan(1);
      expect(report.trades).toBeGreaterThan(3);

      // The venue's own book has the last word.
      session.tell({ type: 'TradingLocked', level: 'lock', reason: 'the day is over', by: 'test' });
      session.tell({ type: 'FlattenRequested', by: 'test' });
      for (let step = 0; step < 90; step += 1) {
        session.quote();
        session.pass(QUOTE_MS);
      }
      const { fills, positions, openOrders } = session.venue.snapshot(session.ts);
      expect(positions.filter(({ qty }) => qty !== 0n)).toEqual([]);
      expect(openOrders).toEqual([]);
      expect(session.desk.view.positions()).toEqual([]);
      const { totals } = session.desk.view;
      expect(totals.fills).toBe(fills.length);
      const cash = fills.reduce((sum, { side, price, qty }) => {
        const traded = notional(price, qty);
        return sum + (side === 'sell' ? traded : -traded);
      }, 0n);
      expect(totals.cashQuote.map(({ cash: own }) => own)).toEqual([cash]);
      expect(watch.broken).toEqual([]);
    },
  );
});
