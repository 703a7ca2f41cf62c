import { describe, expect, it } from 'vitest';
import type { MinuteBar } from './minute-bar.ts';
import { createPullbackFinder, type Resumption } from './pullback.ts';
import type { Direction, Trend } from './trend.ts';

/** A rise whose fast average stands at 100, its slow one at 98, with an ATR of 1. */
const rise: Trend = { direction: 1, fast: 100, slow: 98, long: 90, atr: 1, add: () => undefined };
const limits = { leg_atr: 2, pullback_atr: 0.25, max_pullback_bars: 3 };

/** Low, high and close of one bar. */
type Row = readonly [low: number, high: number, close: number];
const leg: Row = [101.5, 103, 102.5];
const touch: Row = [100.2, 101.5, 100.5];
const rest: Row = [100.3, 101, 100.6];
const resume: Row = [100.4, 102, 101.8];

function mirrorBar({ high, low, close }: MinuteBar): MinuteBar {
  return { high: 200 - low, low: 200 - high, close: 200 - close };
}

function find(rows: readonly Row[], direction: Direction = 1): (Resumption | undefined)[] {
  const finder = createPullbackFinder(limits);
  return rows.map(([low, high, close]) => {
    const bar = { high, low, close };
    if (direction === 1) return finder.add(bar, rise);
    return finder.add(mirrorBar(bar), { ...rise, direction, slow: 102, long: 110 });
  });
}

describe('a pullback of a rise', () => {
  it.each([
    ['leg, touch and a close above the high before', [leg, touch, resume], [2]],
    ['the same after a rest at the average', [leg, touch, rest, resume], [3]],
    ['no leg before the touch', [touch, rest, resume], []],
    ['no touch', [leg, [101, 103, 102], [101, 104, 103.5]], []],
    ['a close that stays under the high before', [leg, touch, [100.4, 102.5, 101.4]], []],
    [
      'a rest that lasts too long',
      [leg, touch, ...Array<Row>(5).fill([100.6, 103, 101]), [100.6, 104, 103.5]],
      [],
    ],
    ['a close under the slow average', [leg, touch, [97, 100, 97.5], [98, 102, 101.9]], []],
    ['one entry a leg', [leg, touch, resume, [100.2, 101.9, 100.5], [100.4, 102.4, 102.1]], [2]],
  ] as [string, Row[], number[]][])('%s', (_case, rows, expected) => {
    const found = find(rows).flatMap((each, index) => (each === undefined ? [] : [index]));
    expect(found).toEqual(expected);
  });

  it('tells how far it resumed and how long after the touch', () => {
    const found = find([leg, touch, resume]).at(-1);
    expect(found).toMatchObject({ direction: 1, barsSinceTouch: 1 });
    expect(found?.thrustAtr).toBeCloseTo(0.3, 10);
  });
});

it('a fall mirrors a rise', () => {
  const found = find([leg, touch, resume], -1).at(-1);
  expect(found).toMatchObject({ direction: -1, barsSinceTouch: 1 });
  expect(found?.thrustAtr).toBeCloseTo(0.3, 10);
});

it('a trend that ended takes its leg and its touch with it', () => {
  const finder = createPullbackFinder(limits);
  const bars = [leg, touch, resume].map(([low, high, close]) => ({ low, high, close }));
  const [first, second, third] = bars;
  if (first === undefined || second === undefined || third === undefined) throw new Error('rows');
  finder.add(first, rise);
  finder.add(second, { ...rise, direction: 0 });
  expect(finder.add(third, rise)).toBeUndefined();
});
