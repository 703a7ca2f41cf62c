import { describe, expect, it } from 'vitest';
import type { Gate } from './gate.ts';
import { at, calm, gateOf, passesOf, SYMBOL } from './gate.fixture.ts';
import { NOT_PASSED } from './gate-result.ts';

const symbol = SYMBOL;
const MINUTE = 60_000;
const above = (level: number) => ({ kind: 'price_cross', symbol, level, side: 'above' }) as const;
const below = (level: number) => ({ kind: 'price_cross', symbol, level, side: 'below' }) as const;
const codesOf = (answers: ReturnType<Gate['arm']>) =>
  answers.map((answer) => (answer.ok ? 'armed' : answer.code));

function pricedGate(changes: object = {}): Gate {
  const gate = gateOf(changes);
  gate.onQuote(100, at(0));
  return gate;
}

describe('a wake condition that comes true', () => {
  it.each([
    ['price above a level', above(105), (gate: Gate) => gate.onQuote(105, at(5)), 105, 105],
    ['price below a level', below(95), (gate: Gate) => gate.onTrade(94, 1, at(5)), 94, 95],
    [
      'a move up',
      { kind: 'percent_move', symbol, percent: 4 },
      (gate: Gate) => gate.onQuote(105, at(5)),
      5,
      4,
    ],
    [
      'a move down',
      { kind: 'percent_move', symbol, percent: 4 },
      (gate: Gate) => gate.onQuote(95, at(5)),
      -5,
      4,
    ],
    [
      'funding over a rate',
      { kind: 'funding_over', symbol, rate_bps: 5 },
      (gate: Gate) => gate.onFunding(6, at(5)),
      6,
      5,
    ],
    [
      'funding under a rate below zero',
      { kind: 'funding_over', symbol, rate_bps: -5 },
      (gate: Gate) => gate.onFunding(-5, at(5)),
      -5,
      -5,
    ],
    [
      'the close of a bar',
      { kind: 'candle_close', symbol, timeframe_ms: MINUTE },
      (gate: Gate) => gate.onBar(MINUTE, 1, at(5)),
      60,
      60,
    ],
    ['a time', { kind: 'time', symbol, in_s: 45 }, (gate: Gate) => gate.onClock(at(45)), 45, 45],
  ])('passes with its figures and its id: %s', (_, condition, feed, value, threshold) => {
    const gate = pricedGate();
    const [answer] = gate.arm([condition]);
    expect(answer).toMatchObject({ ok: true, value: { id: 'BTC/USDT:w1' } });
    const [pass] = passesOf([feed(gate)]);
    expect(pass).toMatchObject({ layer: 'wake', threshold, conditionIds: ['BTC/USDT:w1'] });
    expect(pass?.value).toBeCloseTo(value, 9);
  });

  it('passes when open interest changed from the figure when armed, or from the first one after', () => {
    const condition = { kind: 'open_interest_change', symbol, percent: 10 };
    const known = pricedGate();
    known.onOpenInterest(1_000, at(1));
    known.arm([condition]);
    expect(known.onOpenInterest(890, at(2))).toMatchObject({ layer: 'wake', threshold: 10 });
    const unknown = pricedGate();
    unknown.arm([condition]);
    expect(unknown.onOpenInterest(890, at(1))).toBe(NOT_PASSED);
    expect(unknown.onOpenInterest(1_000, at(2))).toMatchObject({ layer: 'wake' });
  });

  it.each([
    ['price', 100.6],
    ['volume', 100],
  ])('passes on a z-score of %s below the threshold of the layer', (of, price) => {
    const gate = gateOf({
      shock: { bucket_s: 10, window: 20, warm_up: 10, price_z: 50, volume_z: 50 },
    });
    calm(gate, 15);
    expect(codesOf(gate.arm([{ kind: 'z_score', symbol, of, threshold: 3 }]))).toEqual(['armed']);
    const result = gate.onTrade(price, 8, at(151));
    expect(result).toMatchObject({ layer: 'wake', threshold: 3 });
  });

  it('fires once and is used up', () => {
    const gate = pricedGate();
    gate.arm([above(105)]);
    const prices = [106, 100, 106, 100, 107];
    const passes = passesOf(prices.map((price, index) => gate.onQuote(price, at(10 + 10 * index))));
    expect(passes.map(({ ts }) => ts)).toEqual([at(10)]);
    expect(gate.wakeConditions).toEqual([]);
  });

  it('waits for the pause with the figures of its moment, and for good if nothing lets it through', () => {
    const gate = pricedGate({ budget: { min_pause_s: 60 } });
    gate.arm([above(105), below(95)]);
    expect(gate.onQuote(106, at(10))).toMatchObject({ layer: 'wake' });
    expect(gate.onQuote(94, at(20))).toBe(NOT_PASSED);
    expect(gate.onQuote(100, at(69))).toBe(NOT_PASSED);
    expect(gate.onQuote(100, at(70))).toMatchObject({
      layer: 'wake',
      value: 94,
      conditionIds: ['BTC/USDT:w2'],
    });
    expect(gate.funnel().byLayer.wake).toMatchObject({ reasons: 2, passes: 2, heldByPause: 1 });
  });

  it('shares one pass with others that came true meanwhile', () => {
    const gate = pricedGate();
    gate.arm([above(105), above(107), { kind: 'percent_move', symbol, percent: 6 }]);
    expect(gate.onQuote(108, at(5))).toMatchObject({
      value: 108,
      threshold: 105,
      conditionIds: ['BTC/USDT:w1', 'BTC/USDT:w2', 'BTC/USDT:w3'],
    });
    expect(gate.funnel().byLayer.wake).toMatchObject({ reasons: 3, passes: 1, merged: 2 });
  });
});

describe('a wake condition that is refused', () => {
  it.each([
    ['no object', 'WAKE_SHAPE_INVALID', 'wake me'],
    ['an unknown kind', 'WAKE_SHAPE_INVALID', { kind: 'news', symbol }],
    ['an unknown field', 'WAKE_SHAPE_INVALID', { ...above(105), order: 'buy' }],
    ['a level that is not a number', 'WAKE_SHAPE_INVALID', above(Number.NaN)],
    ['a level without end', 'WAKE_SHAPE_INVALID', above(Infinity)],
    ['a level below zero', 'WAKE_SHAPE_INVALID', below(-1)],
    ['no move at all', 'WAKE_SHAPE_INVALID', { kind: 'percent_move', symbol, percent: 0 }],
    ['no funding', 'WAKE_SHAPE_INVALID', { kind: 'funding_over', symbol, rate_bps: 0 }],
    ['any bucket', 'WAKE_SHAPE_INVALID', { kind: 'z_score', symbol, of: 'price', threshold: 0.1 }],
    ['another symbol', 'WAKE_SYMBOL_UNKNOWN', { ...above(105), symbol: 'ETH/USDT' }],
    [
      'a bar never fed',
      'WAKE_TIMEFRAME_UNKNOWN',
      { kind: 'candle_close', symbol, timeframe_ms: 7_000 },
    ],
    ['a level already crossed upwards', 'WAKE_ALREADY_TRUE', above(99)],
    ['the level the price is at', 'WAKE_ALREADY_TRUE', above(100)],
    ['a level already crossed downwards', 'WAKE_ALREADY_TRUE', below(101)],
  ])('%s: %s', (_, code, condition) => {
    const gate = pricedGate();
    expect(codesOf(gate.arm([condition]))).toEqual([code]);
    expect(gate.wakeConditions).toEqual([]);
    expect(gate.wakeAudit().fates).toMatchObject({ refused: 1, armed: 0 });
  });

  it('names funding that is over its rate already', () => {
    const gate = pricedGate();
    gate.onFunding(8, at(1));
    expect(gate.arm([{ kind: 'funding_over', symbol, rate_bps: 5 }])).toMatchObject([
      { ok: false, code: 'WAKE_ALREADY_TRUE', numbers: { value: 8, threshold: 5 } },
    ]);
  });

  it('names a level while no price is known', () => {
    const answers = gateOf().arm([above(105), { kind: 'percent_move', symbol, percent: 1 }]);
    expect(codesOf(answers)).toEqual(['WAKE_PRICE_UNKNOWN', 'WAKE_PRICE_UNKNOWN']);
  });

  it('is one too many', () => {
    const gate = pricedGate({ wake: { max_conditions: 2 } });
    const codes = codesOf(gate.arm([above(105), above(110), above(120)]));
    expect(codes).toEqual(['armed', 'armed', 'WAKE_LIMIT_REACHED']);
  });

  it.each([
    [above(105), above(105.01), true],
    [above(105), above(105.2), false],
    [below(95), { ...above(105) }, false],
    [
      { kind: 'percent_move', symbol, percent: 4 },
      { kind: 'percent_move', symbol, percent: 4.1 },
      true,
    ],
    [
      { kind: 'percent_move', symbol, percent: 4 },
      { kind: 'percent_move', symbol, percent: 5 },
      false,
    ],
    [{ kind: 'time', symbol, in_s: 100 }, { kind: 'time', symbol, in_s: 102 }, true],
    [
      { kind: 'candle_close', symbol, timeframe_ms: 60_000 },
      { kind: 'candle_close', symbol, timeframe_ms: 300_000 },
      false,
    ],
  ])('is a twin of one that stands: %j, %j: %s', (one, other, isTwin) => {
    const codes = codesOf(pricedGate().arm([one, other]));
    expect(codes).toEqual(['armed', isTwin ? 'WAKE_DUPLICATE' : 'armed']);
  });
});

describe('a wake condition that is left standing', () => {
  it.each([
    [undefined, 14_400],
    [1, 60],
    [-1, 60],
    [3_000, 3_000],
    [Number.NaN, 14_400],
    [1e9, 86_400],
  ])('with a life of %s s expires after %s s', (ttlS, lifeS) => {
    const gate = pricedGate();
    gate.arm([above(105)], ttlS === undefined ? {} : { ttlS });
    gate.onClock(at(lifeS) - 1);
    expect(gate.wakeConditions).toHaveLength(1);
    expect(gate.onQuote(106, at(lifeS))).not.toMatchObject({ layer: 'wake' });
    expect(gate.wakeAudit().fates).toMatchObject({ expired: 1, woke: 0 });
  });

  it('does not expire before the time it is about', () => {
    const gate = pricedGate();
    gate.arm([{ kind: 'time', symbol, in_s: 600 }], { ttlS: 60 });
    expect(gate.onClock(at(600))).toMatchObject({ layer: 'wake' });
  });

  it('gives way to those that replace it', () => {
    const gate = pricedGate();
    gate.arm([above(105)]);
    gate.arm([below(95)], { replaces: true });
    expect(gate.onQuote(106, at(5))).toBe(NOT_PASSED);
    expect(gate.onQuote(94, at(6))).toMatchObject({ conditionIds: ['BTC/USDT:w2'] });
    expect(gate.wakeAudit().fates).toMatchObject({ armed: 2, replaced: 1, woke: 1 });
  });
});

describe('the audit of wakes', () => {
  it('knows which condition woke and how often that changed the action', () => {
    const gate = pricedGate();
    gate.arm([above(105), below(95)]);
    gate.onQuote(106, at(10));
    gate.onQuote(94, at(20));
    expect(gate.noteOutcome('BTC/USDT:w1', true)).toBe(true);
    expect(gate.noteOutcome('BTC/USDT:w2', false)).toBe(true);
    expect(gate.usefulWakeRate()).toEqual({ n: 2, changed: 1, rate: 0.5 });
    expect(gate.wakeAudit().byKind.price_cross).toEqual({ woke: 2, noted: 2, changed: 1 });
    expect(gate.wakeAudit().woken[0]).toMatchObject({
      id: 'BTC/USDT:w1',
      tsArmed: at(0),
      tsTriggered: at(10),
      tsPassed: at(10),
      value: 106,
      threshold: 105,
      changedAction: true,
    });
  });

  it('takes an outcome once, and none of a condition that did not wake', () => {
    const gate = pricedGate();
    gate.arm([above(105), above(120)]);
    gate.onQuote(106, at(10));
    expect(gate.noteOutcome('BTC/USDT:w1', false)).toBe(true);
    expect(gate.noteOutcome('BTC/USDT:w1', true)).toBe(false);
    expect(gate.noteOutcome('BTC/USDT:w2', true)).toBe(false);
    expect(gate.noteOutcome('nobody', true)).toBe(false);
    expect(gate.usefulWakeRate()).toEqual({ n: 1, changed: 0, rate: 0 });
  });

  it('makes wakes wait longer while they change nothing', () => {
    const gate = pricedGate({
      budget: { min_pause_s: 10, max_per_hour: 1_000 },
      wake: { useful_min_outcomes: 3, wasteful_pauses: 4 },
    });
    const wakeAt = (seconds: number) => {
      gate.onQuote(100, at(seconds));
      gate.arm([above(105)]);
      return passesOf([gate.onQuote(106, at(seconds))]);
    };
    const ids = [0, 10, 20].flatMap((seconds) => wakeAt(seconds).flatMap((p) => p.conditionIds));
    for (const id of ids) gate.noteOutcome(id, false);
    expect(wakeAt(30)).toEqual([]);
    expect(gate.onClock(at(59))).toBe(NOT_PASSED);
    expect(gate.onClock(at(60))).toMatchObject({ layer: 'wake' });
  });
});
