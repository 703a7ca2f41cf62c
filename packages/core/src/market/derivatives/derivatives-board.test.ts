import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regimesConfigSchema } from '../../contract/agent/config/regimes.schema.ts';
import { MINUTE_MS, SECOND_MS } from '../../kernel/clock.ts';
import { price, qty } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { Side } from '../../model/tick.ts';
import { createDerivativesBoard, type DerivativesBoard } from './derivatives-board.ts';
import { absent, valueAt, type DerivativesPoll } from '../../model/agent/derivatives-poll.ts';

const BTC = asSymbolId('BTC/USDT');
const ETH = asSymbolId('ETH/USDT');
const T0 = Date.UTC(2024, 0, 1);
const config = regimesConfigSchema.parse({}).derivatives;
const { poll: rules } = config;
const WINDOW = rules.window_ms;

interface Figures {
  readonly funding?: number;
  readonly interest?: number;
  readonly ratio?: number;
}

function pollOf(symbol: typeof BTC, ts: number, { funding, interest, ratio }: Figures) {
  const reading = (value: number | undefined) =>
    value === undefined ? absent('not_available') : valueAt(value, ts);
  const figures = {
    fundingRate: reading(funding),
    openInterest: reading(interest),
    longShortRatio: reading(ratio),
  };
  return { symbol, tsPolled: ts, ...figures } satisfies DerivativesPoll;
}

const tradeOf = (symbol: typeof BTC, side: Side, size: string, tsEvent: number) => ({
  symbol,
  side,
  price: price('100'),
  qty: qty(size),
  tsEvent,
});

describe('the source system kept only the last symbol’s funding', () => {
  it('here every symbol keeps its own figures when others are polled after it', () => {
    const board = createDerivativesBoard(config);
    board.applyPoll(pollOf(BTC, T0, { funding: 0.0001, interest: 80_000, ratio: 1.4 }));
    board.applyPoll(pollOf(ETH, T0 + 1, { funding: -0.0003, interest: 900_000, ratio: 0.8 }));
    const [btc, eth] = [BTC, ETH].map((symbol) => board.read(symbol, T0 + 2, WINDOW));
    expect(btc?.fundingRate.latest).toEqual({ value: 0.0001, tsEvent: T0 });
    expect(btc?.openInterest.latest?.value).toBe(80_000);
    expect(eth?.fundingRate.latest).toEqual({ value: -0.0003, tsEvent: T0 + 1 });
    expect(eth?.longShortRatio.latest?.value).toBe(0.8);
  });

  it('nothing done with one symbol changes what is said of another', () => {
    const figure = fc.option(fc.double({ min: -1, max: 1e6, noNaN: true }), { nil: undefined });
    const figures = fc.record({ funding: figure, interest: figure, ratio: figure });
    const step = fc.record({ figures, isTrade: fc.boolean(), afterMs: fc.nat(900_000) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const board = createDerivativesBoard(config);
        board.applyPoll(pollOf(BTC, T0, { funding: 0.0001 }));
        board.applyTrade(tradeOf(BTC, 'buy', '2', T0));
        const now = T0 + 31 * 900_000;
        const said = () => [board.read(BTC, now, WINDOW), board.pollPlan(BTC, now)];
        const before = said();
        let ts = T0;
        for (const {
          figures: { funding, interest, ratio },
          isTrade,
          afterMs,
        } of steps) {
          ts += afterMs;
          if (isTrade) board.applyTrade(tradeOf(ETH, 'sell', '1', ts));
          else
            board.applyPoll(
              pollOf(ETH, ts, JSON.parse(JSON.stringify({ funding, interest, ratio })) as Figures),
            );
          board.applyPollFailure(ETH, ts);
        }
        expect(said()).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a figure', () => {
  it('has its own time: an old one stays old when others are renewed', () => {
    const board = createDerivativesBoard(config);
    board.applyPoll(pollOf(BTC, T0, { funding: 0.0001, interest: 10 }));
    board.applyPoll(pollOf(BTC, T0 + MINUTE_MS, { interest: 11 }));
    const view = board.read(BTC, T0 + MINUTE_MS, MINUTE_MS);
    expect(view.fundingRate.latest?.tsEvent).toBe(T0);
    expect(view.openInterest.latest?.tsEvent).toBe(T0 + MINUTE_MS);
    expect(view.openInterest.change).toMatchObject({ absolute: 1, percent: 10 });
  });

  it('that nobody has is said to be absent, and why, never filled in', () => {
    const board = createDerivativesBoard(config);
    expect(board.read(BTC, T0, WINDOW)).toMatchObject({
      fundingRate: { latest: null, why: 'no_value_yet' },
      volumeDelta: null,
    });
    board.applyPoll({ ...pollOf(BTC, T0, {}), openInterest: valueAt(Number.NaN, T0) });
    expect(board.read(BTC, T0, WINDOW)).toMatchObject({
      fundingRate: { latest: null, why: 'not_available', change: null },
      openInterest: { latest: null, why: 'malformed' },
    });
  });

  it('of a time to come is not read before it, and an older one never replaces a newer', () => {
    const board = createDerivativesBoard(config);
    board.applyPoll(pollOf(BTC, T0, { funding: 0.0001 }));
    board.applyPoll({ ...pollOf(BTC, T0, {}), fundingRate: valueAt(0.0009, T0 + MINUTE_MS) });
    board.applyPoll({ ...pollOf(BTC, T0, {}), fundingRate: valueAt(0.5, T0 + 1) });
    expect(board.read(BTC, T0 + 59_999, WINDOW).fundingRate.latest?.value).toBe(0.0001);
    expect(board.read(BTC, T0 + MINUTE_MS, WINDOW).fundingRate.latest?.value).toBe(0.0009);
  });

  it('has no change over a window longer than it has been watched', () => {
    const board = createDerivativesBoard(config);
    board.applyPoll(pollOf(BTC, T0, { interest: 10 }));
    board.applyPoll(pollOf(BTC, T0 + WINDOW, { interest: 12 }));
    expect(board.read(BTC, T0 + WINDOW - 1, WINDOW).openInterest.change).toBeNull();
    expect(board.read(BTC, T0 + WINDOW, WINDOW).openInterest.change).toMatchObject({ absolute: 2 });
    expect(board.read(BTC, T0 + WINDOW, 2 * WINDOW).openInterest.change).toBeNull();
  });

  it('is kept in bounded number', () => {
    const board = createDerivativesBoard({ ...config, history: 8 });
    for (let at = 0; at < 100; at += 1) board.applyPoll(pollOf(BTC, T0 + at, { ratio: at }));
    expect(board.state()[BTC]?.longShortRatio.map(({ value }) => value)).toEqual([
      92, 93, 94, 95, 96, 97, 98, 99,
    ]);
  });
});

describe('the plan of polls', () => {
  /** Polls whenever due, for so long; the intervals it went through. */
  function pace(board: DerivativesBoard, from: number, interestAt: (ts: number) => number) {
    const intervals: number[] = [];
    let now = from;
    for (let polls = 0; polls < 80; polls += 1) {
      now = board.pollPlan(BTC, now).tsDue;
      board.applyPoll(pollOf(BTC, now, { interest: interestAt(now) }));
      intervals.push(board.pollPlan(BTC, now).intervalMs);
    }
    return { intervals, now };
  }

  it('asks at once for a symbol it has never asked for, and then at its interval', () => {
    const board = createDerivativesBoard(config);
    expect(board.pollPlan(BTC, T0)).toMatchObject({ isDue: true, tsDue: T0 });
    board.applyPoll(pollOf(BTC, T0, {}));
    const { intervalMs } = board.pollPlan(BTC, T0);
    expect(board.pollPlan(BTC, T0 + intervalMs - 1).isDue).toBe(false);
    expect(board.pollPlan(BTC, T0 + intervalMs).isDue).toBe(true);
  });

  it('slows down to its bound while nothing moves, and speeds up to the other when it does', () => {
    const board = createDerivativesBoard(config);
    const quiet = pace(board, T0, () => 1_000);
    expect(quiet.intervals.at(-1)).toBe(rules.max_interval_ms);
    const since = quiet.now;
    const moving = pace(board, since, (ts) => 1_000 * (1 + (ts - since) / WINDOW));
    expect(moving.intervals.at(-1)).toBe(rules.min_interval_ms);
    const after = pace(board, moving.now, () => 5_000);
    expect(after.intervals.at(-1)).toBeGreaterThan(rules.min_interval_ms);
  });

  it('leaves a venue in trouble alone: each failure doubles the wait, up to the bound', () => {
    const board = createDerivativesBoard(config);
    const waits = Array.from({ length: 6 }, (_, index) => {
      board.applyPollFailure(BTC, T0 + index);
      return board.pollPlan(BTC, T0 + index).intervalMs;
    });
    expect(waits).toEqual([120_000, 240_000, 300_000, 300_000, 300_000, 300_000]);
  });

  it('never leaves its bounds, whatever comes', () => {
    const figure = fc.double({ noNaN: true });
    const step = fc.record({ afterMs: fc.nat(3_600_000), isFailure: fc.boolean(), value: figure });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const board = createDerivativesBoard(config);
        let ts = T0;
        for (const { afterMs, isFailure, value } of steps) {
          ts += afterMs;
          if (isFailure) board.applyPollFailure(BTC, ts);
          else board.applyPoll(pollOf(BTC, ts, { funding: value, interest: value, ratio: value }));
          const { intervalMs } = board.pollPlan(BTC, ts);
          expect(intervalMs).toBeGreaterThanOrEqual(rules.min_interval_ms);
          expect(intervalMs).toBeLessThanOrEqual(rules.max_interval_ms);
        }
      }),
    );
  });
});

it('a board restored from its state in the middle says the same as one that was never stopped', () => {
  const event = fc.record({
    afterMs: fc.nat(120_000),
    symbol: fc.constantFrom(BTC, ETH),
    kind: fc.constantFrom('poll', 'failure', 'buy', 'sell'),
    value: fc.double({ min: -10, max: 10, noNaN: true }),
  });
  const small = { ...config, history: 8, buckets: 5 };
  fc.assert(
    fc.property(fc.array(event, { minLength: 2, maxLength: 60 }), fc.nat(59), (events, cut) => {
      const whole = createDerivativesBoard(small);
      let halved = createDerivativesBoard(small);
      let ts = T0;
      for (const [index, { afterMs, symbol, kind, value }] of events.entries()) {
        ts += afterMs;
        if (index === cut) {
          const text = JSON.stringify(halved.state());
          halved = createDerivativesBoard(
            small,
            JSON.parse(text) as ReturnType<typeof halved.state>,
          );
        }
        for (const board of [whole, halved]) {
          if (kind === 'poll')
            board.applyPoll(pollOf(symbol, ts, { funding: value, ratio: value }));
          else if (kind === 'failure') board.applyPollFailure(symbol, ts);
          else board.applyTrade(tradeOf(symbol, kind === 'buy' ? 'buy' : 'sell', '0.5', ts));
        }
      }
      for (const symbol of [BTC, ETH]) {
        expect(halved.read(symbol, ts, 90 * SECOND_MS)).toEqual(
          whole.read(symbol, ts, 90 * SECOND_MS),
        );
        expect(halved.pollPlan(symbol, ts)).toEqual(whole.pollPlan(symbol, ts));
      }
    }),
  );
});
