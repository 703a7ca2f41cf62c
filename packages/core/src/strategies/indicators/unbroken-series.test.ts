import { expect, it } from 'vitest';
import { barAt } from '../view.fixture.ts';
import { createUnbrokenSeries, isFresh } from './unbroken-series.ts';

const MINUTE = 60_000;
const minute = (index: number, ticks = 5) => ({ ...barAt(100, index * MINUTE, MINUTE), ticks });

/** Which series, counted from 1, each bar falls in. */
function seriesOf(bars: readonly ReturnType<typeof minute>[]) {
  let begun = 0;
  const series = createUnbrokenSeries({
    timeframeMs: MINUTE,
    holeBars: 3,
    begin: () => (begun += 1),
  });
  return bars.map(series);
}

it.each([
  ['bars without a hole are one series', [minute(0), minute(1), minute(2)], [1, 1, 1]],
  ['a hole as long as allowed is bridged', [minute(0), minute(4)], [1, 1]],
  ['a longer one begins a new series', [minute(0), minute(5), minute(6)], [1, 2, 2]],
  ['silent bars teach nothing', [minute(0), minute(1, 0), minute(2)], [1, undefined, 1]],
  [
    'silent bars do not bridge a hole',
    [minute(0), minute(1, 0), minute(2, 0), minute(3, 0), minute(4, 0), minute(5)],
    [1, undefined, undefined, undefined, undefined, 2],
  ],
  ['a bar told twice counts once', [minute(0), minute(0), minute(1)], [1, undefined, 1]],
  ['an older bar counts no more', [minute(3), minute(2), minute(4)], [1, undefined, 1]],
  [
    'another length is none of its bars',
    [barAt(100, 0, 5 * MINUTE), minute(1), barAt(100, 0, 5_000)],
    [undefined, 1, undefined],
  ],
])('%s', (_case, bars, expected) => {
  expect(seriesOf(bars)).toEqual(expected);
});

it.each([
  ['at its end', MINUTE, true],
  ['with the first tick after it', MINUTE + 59_999, true],
  ['a bar later', 2 * MINUTE, false],
])('a bar told %s, at %i ms, is fresh: %s', (_case, ts, expected) => {
  expect(isFresh(minute(0), ts)).toBe(expected);
});
