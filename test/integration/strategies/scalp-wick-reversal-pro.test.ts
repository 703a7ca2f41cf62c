import { expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/scalp_wick_reversal_pro/strategy';
import { barsOf, barsThrough, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';

/** Two hours of rise, a dip that is bought, and then a fall that turns the averages round. */
function dipAndTurn() {
  const rise = Array.from({ length: 120 }, (_, index) => 10_000 + index * 2);
  const fall = Array.from({ length: 60 }, (_, index) => 10_234 - index * 0.6);
  return barsOf([
    ...barsThrough(rise, 4),
    { open: 10_238, high: 10_239, low: 10_205, close: 10_234 },
    ...barsThrough(fall, 2),
  ]);
}

it('buys the dip and sells once the trend has turned, and the venue holds nothing after', () => {
  const { book, trades, signals } = playBars({
    strategy,
    params: { target_bps: 200, stop_bps: 200, time_stop_ms: 7_200_000 },
    bars: dipAndTurn(),
  });
  expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
    ['entry', 'buy'],
    ['exit', 'sell'],
  ]);
  expect(signals[1]?.thesis).toContain('turned');
  expect(trades).toHaveLength(1);
  expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
  expect(book.positions).toEqual([]);
});

describeWalk({
  strategy,
  bars: 1_440,
  cuts: [500, 900, 901, 1_439],
  isTraded: 'is traded',
  expectTraded: ({ trades }) => expect(trades.length).toBeGreaterThan(3),
});
