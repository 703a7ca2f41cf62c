import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { minuteBar, mirroredAt } from '../wick.fixture.ts';
import type { BarPrices } from '../wick.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
const BARS = 80;
/** Climbs 0.02 a bar from 100 to 101.58; each bar reaches 0.04 beyond. */
const rise: readonly BarPrices[] = Array.from({ length: BARS }, (_, index) => {
  const open = 100 + index * 0.02;
  return { open, high: open + 0.06, low: open - 0.04, close: open + 0.02 };
});
/** Its low lies 0.2 below the last ten bars', its close 0.5 above that. */
const dip: BarPrices = { open: 101.6, high: 101.62, low: 101.1, close: 101.58 };
const upside = (prices: readonly BarPrices[]) => prices.map((bar) => mirroredAt(100, bar));

const minutes = (prices: readonly BarPrices[]): Candle[] =>
  prices.map((bar, index) => minuteBar(bar, index));

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...params.parse({}), ...options.params }), bars, options);

describe('a dip that is bought in a rise', () => {
  it('is joined', () => {
    const [first, ...more] = play(minutes([...rise, dip]));
    expect(more).toEqual([]);
    expect(first?.bar).toBe(BARS);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 6_000 });
    expect(first?.proposal.thesis).toMatch(/^wick of 92 % at the low of 10 bars, with a trend of/);
    expect(first?.proposal.entry_units_intent).toBeGreaterThan(14);
    expect(first?.proposal.entry_probability).toBeGreaterThan(0.45);
    expect(first?.proposal.entry_probability).toBeLessThan(0.52);
  });

  it('mirrored in a fall is sold', () => {
    const [first] = play(minutes(upside([...rise, dip])));
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });

  it('once while the strategy rests', () => {
    const second = { open: 101.6, high: 101.62, low: 101, close: 101.58 };
    const bars = minutes([...rise, dip, second]);
    expect(play(bars)).toHaveLength(1);
    expect(play(bars, { params: { cooldown_ms: MINUTE } })).toHaveLength(2);
  });
});

describe('nothing is proposed', () => {
  const joined = minutes([...rise, dip]);
  const level = rise.map(() => ({ open: 101.6, high: 101.66, low: 101.56, close: 101.6 }));
  it.each<[string, readonly Candle[], Options]>([
    ['during warm-up', joined, { isWarmup: true }],
    ['of a bar told a bar late', joined, { lateMs: MINUTE }],
    ['while the spread is too wide in basis points', joined, { spreadBps: 3.1 }],
    [
      'while the spread is too wide for the wick',
      joined,
      { spreadBps: 2.9, params: { max_spread_share: 0.05 } },
    ],
    ['without a trend', minutes([...level, dip]), {}],
    [
      'against the trend',
      minutes([...upside(rise), { open: 98.4, high: 98.42, low: 97.9, close: 98.38 }]),
      {},
    ],
    ['in a trend weaker than asked for', joined, { params: { min_trend_atr: 10 } }],
    ['of a wick too short', minutes([...rise, { ...dip, open: 101.3, close: 101.4 }]), {}],
    ['of a close too near the low', joined, { params: { min_close_share: 0.95 } }],
    ['of a bar too small by its average', joined, { params: { min_range_atr: 9 } }],
    ['of a bar too small by its price', joined, { params: { min_range_bps: 60 } }],
    ['of a low that is not the lowest', joined, { params: { lookback_bars: 60 } }],
    ['while the averages are young', minutes([...rise.slice(0, 50), dip]), {}],
    ['soon after a hole', [...joined.slice(0, -1), minuteBar(dip, BARS + 61)], {}],
    ['of longer bars', joined.map((bar) => ({ ...bar, timeframeMs: 300_000 })), {}],
  ])('%s', (_case, bars, options) => {
    expect(play(bars, options)).toEqual([]);
  });
});

it('refuses a fast average that is not faster than the slow one', () => {
  expect(params.safeParse({ trend_fast: 60 }).success).toBe(false);
});
