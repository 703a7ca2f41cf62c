import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { barAt, viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
const defaults = params.parse({});

/** A quiet start, a long rise, a pullback to the average and the rise again. */
function risingTape(): number[] {
  const leg = (from: number, to: number, bars: number): number[] =>
    Array.from({ length: bars }, (_, i) => from + ((to - from) * (i + 1)) / bars);
  return [
    ...Array.from({ length: 160 }, (_, i) => 100 + (i % 2) * 0.02),
    ...leg(100, 104, 60),
    ...leg(104, 103.4, 8),
    ...leg(103.4, 104.4, 6),
  ];
}

const RESUMES_AT = 160 + 60 + 8;
const mirrored = (tape: readonly number[]): number[] => tape.map((close) => 200 - close);
const minutes = (closes: readonly number[]): Candle[] =>
  closes.map((close, bar) => barAt(close, bar * MINUTE, MINUTE));

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...defaults, ...options.params }), bars, options);

describe('the golden tape', () => {
  it('is bought when the rise goes on, once', () => {
    const [first, ...more] = play(minutes(risingTape()));
    expect(more).toEqual([]);
    expect(first?.tsOpen).toBe(RESUMES_AT * MINUTE);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 5_000 });
    expect(first?.proposal.thesis).toContain('the rise goes on');
    expect(first?.proposal.entry_units_intent).toBeCloseTo(1_500 / 103.57, 1);
    expect(first?.proposal.entry_probability).toBeGreaterThan(0.4);
    expect(first?.proposal.entry_probability).toBeLessThan(0.52);
  });

  it('turned upside down is sold at the same bar', () => {
    const [first] = play(minutes(mirrored(risingTape())));
    expect(first?.tsOpen).toBe(RESUMES_AT * MINUTE);
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });

  it('read with silent minutes in between is the same tape', () => {
    const bars = minutes(risingTape()).flatMap((bar): Candle[] => {
      const tsOpen = bar.tsOpen * 2;
      const silent = barAt(Number(bar.close) / 1e8, tsOpen + MINUTE, MINUTE);
      return [
        { ...bar, tsOpen },
        { ...silent, ticks: 0, high: bar.close, low: bar.close },
      ];
    });
    expect(play(bars).map(({ tsOpen }) => tsOpen)).toEqual([RESUMES_AT * 2 * MINUTE]);
  });
});

describe('nothing is proposed', () => {
  const tape = minutes(risingTape());
  it.each([
    ['during warm-up', play(tape, { isWarmup: true })],
    ['while the spread is too wide', play(tape, { spreadBps: 9 })],
    ['on a bar that is told of too late', play(tape, { lateMs: MINUTE })],
    ['without a leg as long as asked for', play(tape, { params: { leg_atr: 10 } })],
    ['in a rise without a pullback', play(tape.slice(0, RESUMES_AT - 8))],
    [
      'right after a hole, whatever went before it',
      play(tape.map((bar, i) => (i < 200 ? bar : { ...bar, tsOpen: bar.tsOpen + 40 * MINUTE }))),
    ],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });
});

it('rests after a proposal', () => {
  const again = [...risingTape(), 103.7, 103.4, 103.3, 103.8, 104.2, 104.6];
  expect(play(minutes(again), { params: { leg_atr: 0, cooldown_ms: 0 } })).toHaveLength(2);
  expect(play(minutes(again), { params: { leg_atr: 0, cooldown_ms: 3_600_000 } })).toHaveLength(1);
});

describe('with the future cut off', () => {
  const whole = minutes([...risingTape(), ...mirrored(risingTape())]);
  const all = play(whole);

  it('there is something to compare', () => {
    expect(all.map(({ proposal }) => proposal.side)).toEqual(['buy', 'sell']);
  });

  it.each([100, 200, 227, 228, 229, 233, 300, 462, 463])(
    'after %i bars the past is the same',
    (cut) => {
      const past = all.filter(({ tsOpen }) => tsOpen < cut * MINUTE);
      expect(play(whole.slice(0, cut))).toEqual(past);
    },
  );
});

it('shows its averages to a chart, NaN before the first bar', () => {
  const brain = createEntry(defaults);
  const names = ['Fast EMA', 'Slow EMA', 'Long EMA', 'ATR'];
  expect(brain.readings?.().map(({ name }) => name)).toEqual(names);
  expect(brain.readings?.().every(({ value }) => Number.isNaN(value))).toBe(true);
  for (const bar of minutes(risingTape())) brain.onBar?.(viewAt(100, 0), bar);
  const values = brain.readings?.().map(({ value }) => value) ?? [];
  expect(values[0]).toBeGreaterThan(values[1] ?? Number.NaN);
  expect(values[1]).toBeGreaterThan(values[2] ?? Number.NaN);
  expect(values[3]).toBeGreaterThan(0);
});
