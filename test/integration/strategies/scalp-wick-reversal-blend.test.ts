import { expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/scalp_wick_reversal_blend/strategy';
import { barsOf, barsThrough, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';

/** A calm hour, a hammer far below it, a climb back and a shooting star at its top. */
function hammerAndStar() {
  const calm = Array.from({ length: 60 }, (_, index) => 10_000 + (index % 2) * 2);
  const climb = Array.from({ length: 12 }, (_, index) => 9_996 + index * 2);
  return barsOf([
    ...barsThrough(calm, 4),
    { open: 10_000, high: 10_001, low: 9_960, close: 9_996 },
    ...barsThrough(climb, 3),
    { open: 10_018, high: 10_060, low: 10_017, close: 10_020 },
    ...barsThrough([10_018, 10_016], 3),
  ]);
}

it('buys the hammer and sells at the star, and the venue holds nothing after', () => {
  const { book, trades, signals } = playBars({
    strategy,
    params: { target_bps: 200 },
    bars: hammerAndStar(),
  });
  expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
    ['entry', 'buy'],
    ['exit', 'sell'],
  ]);
  expect(signals[1]?.thesis).toContain('rejected at the high');
  expect(trades).toHaveLength(1);
  expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
  expect(book.positions).toEqual([]);
});

describeWalk({
  strategy,
  bars: 720,
  cuts: [150, 400, 401, 719],
  isTraded: 'is traded',
  expectTraded: ({ trades }) => expect(trades.length).toBeGreaterThan(3),
});
