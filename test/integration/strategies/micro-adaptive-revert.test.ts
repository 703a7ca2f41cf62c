import { describe, expect, it } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import { strategy } from '@quarterdeck/core/strategies/micro_adaptive_revert/strategy';
import {
  barsOf,
  barsThrough,
  playBars,
  saidUpToCut,
  walkBars,
} from '../../support/bars-through-desk.ts';

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

const walk = walkBars(3, 720);
const play = (bars: readonly Candle[]) => playBars({ strategy, bars });
const played = play(walk);

describe('a walk of 12 hours', () => {
  it('is traded, and the venue’s book is what was traded', () => {
    const { book, trades, alerts } = played;
    expect(trades.length).toBeGreaterThan(3);
    expect(book.fills.length).toBeGreaterThanOrEqual(2 * trades.length);
    const net = book.fills.reduce((sum, { side, qty }) => sum + (side === 'buy' ? qty : -qty), 0n);
    expect(book.positions.reduce((sum, { qty }) => sum + qty, 0n)).toBe(net);
    expect(alerts).toEqual([]);
  });

  it.each([300, 400, 401, 719])(
    'cut off after %i bars, has brought the same up to there',
    (cut) => {
      const { withFuture, withoutFuture } = saidUpToCut(play, { bars: walk, played }, cut);
      expect(withFuture.length).toBeGreaterThan(0);
      expect(withoutFuture).toEqual(withFuture);
    },
  );
});
