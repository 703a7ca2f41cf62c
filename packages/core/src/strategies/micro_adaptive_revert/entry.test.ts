import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { barAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
const chop = Array.from({ length: 60 }, (_, index) => 100 + (index % 2) * 0.1);
/** Far below the band, further, and back inside. */
const plunge = [...chop, 99.5, 99.2, 99.45, 99.6];

const minutes = (closes: readonly number[]): Candle[] =>
  closes.map((close, index) => barAt(close, index * MINUTE, MINUTE));
const mirrored = (closes: readonly number[]) => closes.map((close) => 200 - close);

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...params.parse({}), ...options.params }), bars, options);

describe('a plunge', () => {
  it('is bought once the close is back inside the band', () => {
    const [first, ...more] = play(minutes(plunge));
    expect(more).toEqual([]);
    expect(first?.bar).toBeGreaterThanOrEqual(62);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 6_000 });
    expect(first?.proposal.thesis).toMatch(/^back inside the band, .* efficiency 0\.\d\d$/);
    expect(first?.proposal.entry_units_intent).toBeGreaterThan(15);
    expect(first?.proposal.entry_probability).toBeGreaterThan(0.55);
    expect(first?.proposal.entry_probability).toBeLessThan(0.65);
  });

  it('upwards is sold', () => {
    const [first] = play(minutes(mirrored(plunge)));
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });
});

describe('nothing is proposed', () => {
  const bars = minutes(plunge);
  it.each<[string, readonly Candle[], Options]>([
    ['during warm-up', bars, { isWarmup: true }],
    ['while the spread is too wide', bars, { spreadBps: 3.1 }],
    ['of a bar told a bar late', bars, { lateMs: MINUTE }],
    ['while the price is still outside', bars.slice(0, -2), {}],
    ['where the way back is too short', bars, { params: { min_room_bps: 90 } }],
    ['in a market too straight', bars, { params: { max_efficiency: 0.05 } }],
    ['within a band wide enough', bars, { params: { band_atr: 20 } }],
    ['where going one way widens the band enough', bars, { params: { trend_widening: 20 } }],
    ['in chop that stays inside', minutes(chop), {}],
    ['while young', minutes(plunge.slice(40)), {}],
    [
      'soon after a hole',
      bars.map((bar, index) => (index < 60 ? bar : { ...bar, tsOpen: bar.tsOpen + 31 * MINUTE })),
      {},
    ],
    ['of longer bars', bars.map((bar) => ({ ...bar, timeframeMs: 300_000 })), {}],
    [
      'where nothing ever moved',
      minutes(chop.map(() => 100)).map((bar) => ({ ...bar, high: bar.close, low: bar.close })),
      {},
    ],
  ])('%s', (_case, tape, options) => {
    expect(play(tape, options)).toEqual([]);
  });
});
