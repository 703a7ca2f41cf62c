import { describe, expect, it } from 'vitest';
import { createWickWatch } from './wick-watch.ts';
import type { BarPrices } from './wick.ts';

const level = { open: 100, high: 101, low: 99, close: 100 };

/** Ten bars between 99 and 101, then the bar in question. */
function wicksAfterCalm(bar: BarPrices, calmBars = 10) {
  const watch = createWickWatch({ lookback_bars: 10, atr_bars: 5 });
  for (let index = 0; index < calmBars; index += 1) expect(watch.add(level)).toEqual([]);
  return watch.add(bar);
}

describe('after ten bars between 99 and 101', () => {
  it('a low below them is a wick at an extreme, measured in their average range', () => {
    const [wick, ...more] = wicksAfterCalm({ open: 100, high: 100.5, low: 98, close: 100 });
    expect(more).toEqual([]);
    expect(wick).toMatchObject({ wick: { end: 'low', length: 2 }, depthAtr: 0.5, rangeAtr: 1.25 });
  });

  it.each([
    ['a low as low as theirs', { open: 100, high: 100.5, low: 99, close: 100 }, ['low']],
    ['a high above them', { open: 100, high: 102, low: 99.5, close: 100 }, ['high']],
    ['a bar that exceeds both', { open: 100, high: 102, low: 98, close: 100 }, ['low', 'high']],
    ['a bar within', { open: 100, high: 100.5, low: 99.5, close: 100 }, []],
    ['a gap without a range', { open: 90, high: 90, low: 90, close: 90 }, []],
  ])('%s', (_case, bar, ends) => {
    expect(wicksAfterCalm(bar).map(({ wick }) => wick.end)).toEqual(ends);
  });
});

it('says nothing before it has seen as many bars as it looks back', () => {
  expect(wicksAfterCalm({ open: 100, high: 102, low: 98, close: 100 }, 9)).toEqual([]);
});

it('says nothing of a market that had not moved at all', () => {
  const watch = createWickWatch({ lookback_bars: 3, atr_bars: 3 });
  for (let index = 0; index < 5; index += 1) watch.add({ open: 7, high: 7, low: 7, close: 7 });
  expect(watch.atr()).toBe(0);
  expect(watch.add({ open: 7, high: 7, low: 5, close: 7 })).toEqual([]);
});
