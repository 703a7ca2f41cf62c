import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { minuteBar, mirroredAt } from '../wick.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
const hammer = { open: 100, high: 100.02, low: 99.5, close: 99.97 };
const calm = (count: number, from = 0): Candle[] =>
  Array.from({ length: count }, (_, index) =>
    minuteBar({ open: 100, high: 100.04, low: 99.96, close: 100 }, from + index),
  );

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...params.parse({}), ...options.params }), bars, options);

describe('a hammer under thirty calm bars', () => {
  it('is bought', () => {
    const [first, ...more] = play([...calm(30), minuteBar(hammer, 30)]);
    expect(more).toEqual([]);
    expect(first?.bar).toBe(30);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 6_000 });
    expect(first?.proposal.thesis).toMatch(/^wick of 90 % at the low of 30 bars, score 0\.\d\d$/);
    expect(first?.proposal.entry_units_intent).toBeCloseTo(1_500 / 99.97, 6);
    expect(first?.proposal.stopPrice).toBeLessThan(99.97);
    expect(first?.proposal.entry_probability).toBeGreaterThan(25 / 65);
    expect(first?.proposal.entry_probability).toBeLessThan(0.5);
  });

  it('turned upside down is sold', () => {
    const star = minuteBar(mirroredAt(100, hammer), 30);
    const [first] = play([...calm(30), star]);
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });

  it('after silent minutes is bought all the same', () => {
    const silent = [30, 31].map((index) =>
      minuteBar({ open: 100, high: 100, low: 100, close: 100 }, index, 0),
    );
    expect(play([...calm(30), ...silent, minuteBar(hammer, 32)])).toHaveLength(1);
  });

  it('is bought once while the strategy rests, and again after', () => {
    const lower = { open: 99.9, high: 99.92, low: 99, close: 99.87 };
    const lowest = { open: 99.4, high: 99.42, low: 98, close: 99.37 };
    const bars = [...calm(30), minuteBar(hammer, 30), minuteBar(lower, 31), minuteBar(lowest, 32)];
    expect(play(bars).map(({ bar }) => bar)).toEqual([30, 32]);
    const rested = play(bars, { params: { cooldown_ms: MINUTE } });
    expect(rested.map(({ bar }) => bar)).toEqual([30, 31, 32]);
  });
});

describe('nothing is proposed', () => {
  const afterCalm = (last: Parameters<typeof minuteBar>[0]) => [...calm(30), minuteBar(last, 30)];
  const bought = afterCalm(hammer);
  it.each<[string, readonly Candle[], Options]>([
    ['during warm-up', bought, { isWarmup: true }],
    ['while the spread is too wide', bought, { spreadBps: 3.1 }],
    ['of a bar told a bar late', bought, { lateMs: MINUTE }],
    ['below the minimum score', bought, { params: { min_score: 0.99 } }],
    ['of a bar smaller than asked for', bought, { params: { min_range_bps: 60 } }],
    ['before as many bars as it looks back', [...calm(29), minuteBar(hammer, 29)], {}],
    [
      'within the range of the bars before',
      bought.with(5, minuteBar({ ...hammer, low: 99.4 }, 5)),
      {},
    ],
    ['of a close at the low', afterCalm({ ...hammer, close: 99.52 }), {}],
    ['of a bar without a range', afterCalm({ open: 99, high: 99, low: 99, close: 99 }), {}],
    [
      'of a wick at both ends alike',
      afterCalm({ open: 100, high: 100.5, low: 99.5, close: 100 }),
      {},
    ],
    ['soon after a hole', [...calm(30), minuteBar(hammer, 70)], {}],
    ['of longer bars', bought.map((bar) => ({ ...bar, timeframeMs: 300_000 })), {}],
    [
      'in a market that never moved',
      [
        ...calm(30).map((bar) => ({ ...bar, high: bar.open, low: bar.open })),
        minuteBar(hammer, 30),
      ],
      {},
    ],
  ])('%s', (_case, bars, options) => {
    expect(play(bars, options)).toEqual([]);
  });
});
