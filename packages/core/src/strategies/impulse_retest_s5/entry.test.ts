import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { createEntry } from './entry.ts';
import { bodyBar, calm, CALM_BARS, mirrored, retested } from './impulse-tape.fixture.ts';
import { params, type Params } from './params.ts';

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...params.parse({}), ...options.params }), bars, options);

describe('the retest of an impulse', () => {
  it('upwards is bought once the level has held', () => {
    const [only, ...more] = play(retested());
    expect(more).toEqual([]);
    expect(only?.bar).toBe(CALM_BARS + 3);
    expect(only?.proposal).toMatchObject({ side: 'buy', expiresInMs: 3_000 });
    expect(only?.proposal.thesis).toMatch(
      /^level 100\.0600 held its retest 3 bars after an impulse of 4\.0 ATR$/,
    );
    expect(only?.proposal.entry_units_intent).toBeCloseTo(1_500 / 100.11, 6);
    expect(only?.proposal.entry_probability).toBeGreaterThan(0.38);
    expect(only?.proposal.stopPrice).toBeLessThan(100.06);
  });

  it('downwards is sold', () => {
    const [only] = play(mirrored(retested()));
    expect(only?.proposal.side).toBe('sell');
    expect(only?.proposal.entry_units_intent).toBeLessThan(0);
  });
});

const runaway = [...calm(), bodyBar(60, 100, 100.4), bodyBar(61, 100.4, 100.7)];
const failed = [...retested().slice(0, -1), bodyBar(63, 100.2, 99.8), bodyBar(64, 99.8, 100.1)];

describe('nothing is proposed', () => {
  it.each([
    ['during warm-up', play(retested(), { isWarmup: true })],
    ['while the spread is too wide', play(retested(), { spreadBps: 5 })],
    ['on bars given out late', play(retested(), { lateMs: 5_001 })],
    ['when the price never comes back', play(runaway)],
    ['when the level broke', play(failed)],
    ['when the retest comes too late', play(retested(), { params: { retest_bars: 2 } })],
    ['without an impulse', play(calm())],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });
});

/** The same story once more, `bars` later. */
const later = (bars: readonly Candle[], by: number): Candle[] =>
  bars.map((bar) => ({ ...bar, tsOpen: bar.tsOpen + by * bar.timeframeMs }));

it('rests after a proposal for as long as it was told', () => {
  const twice = [...retested(), ...later(retested(), 64)];
  expect(play(twice)).toHaveLength(2);
  expect(play(twice, { params: { cooldown_ms: 600_000 } })).toHaveLength(1);
});

describe('of the future nothing is known', () => {
  const tape = [...retested(), ...later(mirrored(retested()), 64)];
  const whole = play(tape);

  it.each([30, 61, 62, 63, 64, 65, 125, 127, 128])('with all after bar %i cut off', (cut) => {
    expect(whole.map(({ proposal }) => proposal.side)).toEqual(['buy', 'sell']);
    expect(play(tape.slice(0, cut))).toEqual(whole.filter(({ bar }) => bar < cut));
  });
});
