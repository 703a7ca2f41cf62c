import { describe, expect, it } from 'vitest';
import { price, qty, signedQty } from '../../kernel/decimal.ts';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { barAt, viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
const defaults = params.parse({});

/** Close, half the range and volume of one minute. */
type Row = readonly [close: number, half: number, volume: number];

/** Thirty minutes of waves, thirty that stay together, then a bar that closes far outside. */
const rest: readonly Row[] = [
  ...Array.from({ length: 30 }, (_, i): Row => [100.3 + Math.sin(i / 3), 0.1, 10]),
  ...Array.from({ length: 30 }, (_, i): Row => [100.3 + (i % 2) * 0.02, 0.15, 10]),
];
const pulse: Row = [100.9, 0.45, 25];
const golden: readonly Row[] = [...rest, pulse, [101, 0.2, 10], [101.1, 0.2, 10]];
const BREAKS_AT = rest.length;

const mirrored = (rows: readonly Row[]): Row[] =>
  rows.map(([close, half, volume]): Row => [200 - close, half, volume]);
const withoutVolume = (rows: readonly Row[]): Row[] =>
  rows.map(([close, half]): Row => [close, half, 0]);

const minutes = (rows: readonly Row[]): Candle[] =>
  rows.map(([close, half, volume], bar) => ({
    ...barAt(close, bar * MINUTE, MINUTE),
    high: price((close + half).toFixed(4)),
    low: price((close - half).toFixed(4)),
    volume: signedQty(String(volume)),
  }));

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...defaults, ...options.params }), bars, options);

describe('the golden tape', () => {
  it('is bought at the pulse out of the squeeze, once', () => {
    const [first, ...more] = play(minutes(golden));
    expect(more).toEqual([]);
    expect(first?.tsOpen).toBe(BREAKS_AT * MINUTE);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 5_000 });
    expect(first?.proposal.thesis).toMatch(
      /broke upwards with .* its range and 2\.5 times its volume/,
    );
    expect(first?.proposal.entry_units_intent).toBeCloseTo(1_500 / 100.9, 6);
    expect(first?.proposal.entry_probability).toBeGreaterThan(0.4);
    expect(first?.proposal.entry_probability).toBeLessThan(0.6);
  });

  it('turned upside down is sold at the same bar', () => {
    const [first] = play(minutes(mirrored(golden)));
    expect(first?.tsOpen).toBe(BREAKS_AT * MINUTE);
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });

  it('without any volume, as on currencies, is bought for its range alone', () => {
    const [first] = play(minutes(withoutVolume(golden)));
    expect(first?.tsOpen).toBe(BREAKS_AT * MINUTE);
    expect(first?.proposal.thesis).not.toContain('volume');
  });

  it('states less where the volume is not known', () => {
    const known = play(minutes([...rest, [100.9, 0.45, 40]])).at(0)?.proposal;
    const unknown = play(minutes(withoutVolume(golden))).at(0)?.proposal;
    expect(known?.entry_probability).toBeGreaterThan(unknown?.entry_probability ?? 1);
  });
});

it('a squeeze is good for one entry', () => {
  const twoPulses = minutes([...rest, pulse, [101.6, 0.5, 40]]);
  expect(play(twoPulses, { params: { cooldown_ms: 0 } })).toHaveLength(1);
});

describe('nothing is proposed', () => {
  const tape = minutes(golden);
  it.each([
    ['during warm-up', play(tape, { isWarmup: true })],
    ['while the spread is too wide', play(tape, { spreadBps: 9 })],
    ['on a bar that is told of too late', play(tape, { lateMs: MINUTE })],
    ['on a break without range', play(minutes([...rest, [100.6, 0.15, 25]]))],
    ['on a break without volume', play(minutes([...rest, [100.9, 0.45, 11]]))],
    ['inside the box', play(minutes([...rest, [100.3, 0.5, 25]]))],
    ['out of a squeeze too short', play(tape, { params: { min_squeeze_bars: 60 } })],
    ['in a lively market', play(minutes([...rest.slice(0, 30), [102, 0.45, 25]]))],
    [
      'right after a hole, whatever went before it',
      play(
        tape.map((bar, i) => (i < BREAKS_AT ? bar : { ...bar, tsOpen: bar.tsOpen + 60 * MINUTE })),
      ),
    ],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });

  it('when the first price after a silence breaks out of bars that nobody made', () => {
    const lively = minutes(rest.slice(0, 30));
    const silent = Array.from({ length: 25 }, (_, i) => ({
      ...barAt(100.3, (30 + i) * MINUTE, MINUTE),
      high: price('100.3'),
      low: price('100.3'),
      volume: signedQty('0'),
      ticks: 0,
    }));
    const first = { ...barAt(102, 55 * MINUTE, MINUTE), volume: qty('25') };
    expect(play([...lively, ...silent, first])).toEqual([]);
  });
});

it('rests after a proposal', () => {
  const quiet = rest.slice(30).map(([close, half, volume]): Row => [close + 0.6, half, volume]);
  const twice = minutes([...rest, pulse, ...quiet, [101.6, 0.5, 25]]);
  expect(play(twice)).toHaveLength(2);
  expect(play(twice, { params: { cooldown_ms: 3_600_000 } })).toHaveLength(1);
});

describe('with the future cut off', () => {
  const whole = minutes([...golden, ...mirrored(golden)]);
  const all = play(whole);

  it('there is something to compare', () => {
    expect(all.map(({ proposal }) => proposal.side)).toEqual(['buy', 'sell']);
  });

  it.each([40, 60, 61, 62, 90, 123, 124, 125])('after %i bars the past is the same', (cut) => {
    const past = all.filter(({ tsOpen }) => tsOpen < cut * MINUTE);
    expect(play(whole.slice(0, cut))).toEqual(past);
  });
});

it('shows bands and channel to a chart, the bands inside during a squeeze, NaN before the first bar', () => {
  const brain = createEntry(defaults);
  expect(brain.readings?.().every(({ value }) => Number.isNaN(value))).toBe(true);
  for (const bar of minutes(rest)) brain.onBar?.(viewAt(100, 0), bar);
  const shown = new Map(brain.readings?.().map(({ name, value }) => [name, value]));
  const at = (name: string) => shown.get(name) ?? Number.NaN;
  expect(at('Keltner top')).toBeGreaterThan(at('Bollinger top'));
  expect(at('Bollinger top')).toBeGreaterThan(at('Bollinger bottom'));
  expect(at('Bollinger bottom')).toBeGreaterThan(at('Keltner bottom'));
});
