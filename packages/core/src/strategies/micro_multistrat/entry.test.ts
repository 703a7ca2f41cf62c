import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';
import { mirrored, votedUp } from './vote-tape.fixture.ts';

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...params.parse({}), ...options.params }), bars, options);

describe('a quorum', () => {
  it('is bought, and the thesis names who voted', () => {
    const [only, ...more] = play(votedUp());
    expect(more).toEqual([]);
    expect(only?.bar).toBe(94);
    expect(only?.proposal).toMatchObject({
      side: 'buy',
      thesis: 'slope, breakout, wick vote buy, weight 3.0 against 0.5',
      expiresInMs: 5_000,
    });
    expect(only?.proposal.entry_units_intent).toBeCloseTo(1_500 / 100.5, 6);
    expect(only?.proposal.entry_probability).toBeGreaterThan(0.4);
    expect(only?.proposal.stopPrice).toBeLessThan(100.5);
    expect(only?.proposal.targetPrice).toBeGreaterThan(100.9);
  });

  it('upside down is sold', () => {
    const [only] = play(mirrored(votedUp()));
    expect(only?.proposal.side).toBe('sell');
    expect(only?.proposal.entry_units_intent).toBeLessThan(0);
    expect(only?.proposal.stopPrice).toBeGreaterThan(99.5);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['during warm-up', play(votedUp(), { isWarmup: true })],
    ['while the spread is too wide', play(votedUp(), { spreadBps: 9 })],
    ['on bars given out more than their own length late', play(votedUp(), { lateMs: 61_000 })],
    ['short of the quorum', play(votedUp(), { params: { quorum: 3.1 } })],
    ['against strong dissent', play(votedUp(), { params: { max_dissent: 0.4 } })],
    ['when a voter is silenced', play(votedUp(), { params: { weight_wick: 0 } })],
    ['before the longest indicator has seen enough', play(votedUp().slice(40))],
    ['on a market that stands still', play(votedUp().slice(0, 90))],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });
});

const again = (): Candle[] => {
  const first = votedUp();
  const last = first.at(-1);
  if (last === undefined) throw new Error('an empty tape');
  return [...first, { ...last, tsOpen: last.tsOpen + 60_000 }];
};

it('rests after a proposal for as long as it was told', () => {
  const loose = { quorum: 1, max_dissent: 0.9 };
  expect(play(again(), { params: loose })).toHaveLength(1);
  expect(play(again(), { params: { ...loose, cooldown_ms: 0 } }).length).toBeGreaterThan(1);
});

describe('of the future nothing is known', () => {
  const tape = [
    ...votedUp(),
    ...mirrored(votedUp()).map((bar) => ({ ...bar, tsOpen: bar.tsOpen + 6e6 })),
  ];
  const whole = play(tape);

  it.each([60, 93, 94, 95, 96, 150, 190])('with all after bar %i cut off', (cut) => {
    expect(whole.length).toBeGreaterThan(1);
    expect(play(tape.slice(0, cut))).toEqual(whole.filter(({ bar }) => bar < cut));
  });
});
