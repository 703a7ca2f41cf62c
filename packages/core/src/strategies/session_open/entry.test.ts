import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { playEntry, type Playing } from '../play-entry.fixture.ts';
import { barAt, viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';
import { projectBreak } from './projection.ts';

const MINUTE = 60_000;
const defaults = params.parse({});
/** A Tuesday in winter: Tokyo opens at 00:00 UTC, London at 08:00, New York at 13:00. */
const LONDON = Date.UTC(2026, 0, 6, 8);
/** A Tuesday in summer: London opens at 07:00 UTC. */
const SUMMER_LONDON = Date.UTC(2026, 6, 7, 7);

/** Half an hour between 99.85 and 100.15, ten minutes inside, then a close at `price` and more of it. */
function openingTape(tsSession: number, price: number): Candle[] {
  const closes = [
    ...Array.from({ length: 10 }, () => 100),
    ...Array.from({ length: 40 }, (_, i) => 100 + (i % 2 === 0 ? 0.1 : -0.1)),
    ...Array.from({ length: 20 }, () => price),
  ];
  return closes.map((close, i) => barAt(close, tsSession + (i - 10) * MINUTE, MINUTE));
}

const BREAK_AFTER = 40 * MINUTE;
const sessions = (changes: Partial<Params>): Partial<Params> => ({
  tokyo: 'off',
  london: 'off',
  new_york: 'off',
  ...changes,
});

type Options = Playing & { readonly params?: Partial<Params> };

const play = (bars: readonly Candle[], options: Options = {}) =>
  playEntry(createEntry({ ...defaults, ...options.params }), bars, options);

describe('a break of the London range', () => {
  it('upwards is bought, once', () => {
    const [first, ...more] = play(openingTape(LONDON, 100.3));
    expect(more).toEqual([]);
    expect(first?.tsOpen).toBe(LONDON + BREAK_AFTER);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 5_000 });
    expect(first?.proposal.thesis).toContain('London closed above its opening range');
  });

  it('downwards is sold', () => {
    const [first] = play(openingTape(LONDON, 99.7));
    expect(first?.tsOpen).toBe(LONDON + BREAK_AFTER);
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });

  it('is found an hour earlier by UTC in summer', () => {
    const [first] = play(openingTape(SUMMER_LONDON, 100.3), { params: sessions({ london: 'on' }) });
    expect(first?.tsOpen).toBe(SUMMER_LONDON + BREAK_AFTER);
  });

  it('states its projection as the chance and as the size, and nothing else', () => {
    const [first] = play(openingTape(LONDON, 100.3));
    const view = viewAt(100.3, 0);
    const stop_bps = ((view.ask - 99.85) / view.ask) * 10_000;
    const projection = projectBreak(
      {
        direction: 1,
        edge: 100.15,
        farEdge: 99.85,
        lean: -0.1 / 0.15,
        reach: 0.5,
        lateness: 11 / 180,
      },
      { stop_bps, target_bps: (stop_bps * 75) / 60, spreadBps: 1 },
      defaults,
    );
    const { entry_probability, entry_units_intent, stopPrice, targetPrice } = first?.proposal ?? {};
    expect(entry_probability).toBeCloseTo(projection.projection_probability, 8);
    expect(entry_units_intent).toBeCloseTo((1_500 * projection.size_multiplier) / 100.3, 8);
    expect(stopPrice).toBeCloseTo(99.85, 6);
    expect(targetPrice).toBeCloseTo(view.ask + (view.ask - 99.85) * 1.25, 6);
  });

  it('keeps its stop at the configured distance where the range is wider', () => {
    const [first] = play(openingTape(LONDON, 100.3), { params: { stop_bps: 20 } });
    expect(first?.proposal.stopPrice).toBeCloseTo(viewAt(100.3, 0).ask * (1 - 20 / 10_000), 6);
  });

  it('is read from the bars of a longer tape as well', () => {
    const five = openingTape(LONDON, 100.3)
      .filter((_bar, i) => i % 5 === 0)
      .map((bar) => ({ ...bar, timeframeMs: 5 * MINUTE }));
    expect(play(five).map(({ tsOpen }) => tsOpen)).toEqual([LONDON + BREAK_AFTER]);
  });

  it('is not read twice from longer bars beside the minutes', () => {
    const long = { ...barAt(101, LONDON + 30 * MINUTE, 5 * MINUTE) };
    const bars = openingTape(LONDON, 100.3);
    expect(
      play([...bars.slice(0, 45), long, ...bars.slice(45)]).map(({ tsOpen }) => tsOpen),
    ).toEqual([LONDON + BREAK_AFTER]);
  });
});

it.each([
  ['Tokyo', Date.UTC(2026, 0, 6)],
  ['London', LONDON],
  ['New York', Date.UTC(2026, 0, 6, 13)],
] as const)('%s has a break of its own', (name, tsSession) => {
  const [first] = play(openingTape(tsSession, 100.3));
  expect(first?.proposal.thesis).toContain(`${name} closed above`);
});

describe('nothing is proposed', () => {
  const tape = openingTape(LONDON, 100.3);
  it.each([
    ['during warm-up', play(tape, { isWarmup: true })],
    ['while the spread is too wide', play(tape, { spreadBps: 9 })],
    ['on a bar that is told of too late', play(tape, { lateMs: MINUTE })],
    ['when the session is switched off', play(tape, { params: sessions({ tokyo: 'on' }) })],
    ['on a Saturday', play(openingTape(Date.UTC(2026, 0, 10, 8), 100.3))],
    ['at the winter hour in summer', play(openingTape(SUMMER_LONDON + 60 * MINUTE, 100.3))],
    ['inside the buffer', play(openingTape(LONDON, 100.17))],
    ['when half of the range was not seen', play(tape.slice(25))],
    [
      'when the stop would lie within the spread',
      play(tape, { params: { stop_bps: 10, max_spread_bps: 50 }, spreadBps: 5 }),
    ],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });

  it('for a break that came during warm-up, which spends the session', () => {
    const brain = createEntry(defaults);
    for (const [index, bar] of tape.entries()) {
      const view = viewAt(Number(bar.close) / 1e8, bar.tsOpen + MINUTE, { isWarmup: index < 55 });
      expect(brain.onBar?.(view, bar)).toBeUndefined();
    }
  });
});

it('rests after a proposal, also when another session breaks meanwhile', () => {
  const NEW_YORK = LONDON + 5 * 60 * MINUTE;
  const day = [...openingTape(LONDON, 100.3), ...openingTape(NEW_YORK, 100.3)];
  expect(play(day)).toHaveLength(2);
  expect(play(day, { params: { cooldown_ms: 6 * 60 * MINUTE } })).toHaveLength(1);
});

it('two sessions that open at one moment make one proposal', () => {
  // 17:00 in Tokyo is 08:00 in London.
  expect(play(openingTape(LONDON, 100.3), { params: { tokyo_open_minute: 1_020 } })).toHaveLength(
    1,
  );
});

describe('with the future cut off', () => {
  const NEXT_DAY = LONDON + 24 * 60 * MINUTE;
  const whole = [...openingTape(LONDON, 100.3), ...openingTape(NEXT_DAY, 99.7)];
  const all = play(whole);

  it('there is something to compare', () => {
    expect(all.map(({ proposal }) => proposal.side)).toEqual(['buy', 'sell']);
  });

  it.each([30, 40, 49, 50, 51, 70, 119, 120, 121])('after %i bars the past is the same', (cut) => {
    const end = whole[cut]?.tsOpen ?? 0;
    expect(play(whole.slice(0, cut))).toEqual(all.filter(({ tsOpen }) => tsOpen < end));
  });
});

it('shows the range of each session to a chart once it is complete', () => {
  const brain = createEntry({ ...defaults, ...sessions({ london: 'on' }) });
  const tape = openingTape(LONDON, 100.3);
  const valueAfter = (bars: readonly Candle[]) => {
    for (const bar of bars) brain.onBar?.(viewAt(100, 0), bar);
    return brain.readings?.().map(({ name, value }) => [name, value]);
  };
  expect(valueAfter(tape.slice(0, 39))).toEqual([
    ['London high', Number.NaN],
    ['London low', Number.NaN],
  ]);
  expect(valueAfter(tape.slice(39, 50))).toEqual([
    ['London high', 100.15],
    ['London low', 99.85],
  ]);
});
