import { expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/micro_adaptive_revert/strategy';
import { barsOf, barsThrough, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';

/** Two hours around 10,000, a plunge, a turn and the way back up. */
function plungeAndReturn() {
  const chop = Array.from({ length: 120 }, (_, index) => 10_000 + (index % 2) * 4);
  const back = Array.from({ length: 20 }, (_, index) => 9_976 + index * 1.5);
  return barsOf(barsThrough([...chop, 9_985, 9_960, 9_970, ...back], 2));
}

it('buys on the way back from the plunge and sells at the average, and the venue holds nothing after', () => {
  const { book, trades, signals } = playBars({
    strategy,
    params: { target_bps: 200 },
    bars: plungeAndReturn(),
  });
  expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
    ['entry', 'buy'],
    ['exit', 'sell'],
  ]);
  expect(signals[1]?.thesis).toBe('back at its average');
  expect(trades).toHaveLength(1);
  expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
  expect(book.positions).toEqual([]);
});

describeWalk({
  strategy,
  bars: 720,
  cuts: [300, 400, 401, 719],
  isTraded: 'is traded',
  expectTraded: ({ trades }) => expect(trades.length).toBeGreaterThan(3),
});
