import { describe, expect, it } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import { strategy } from '@quarterdeck/core/strategies/scalp_wick_reversal_blend/strategy';
import {
  barsOf,
  barsThrough,
  playBars,
  saidUpToCut,
  walkBars,
} from '../../support/bars-through-desk.ts';

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

  it.each([150, 400, 401, 719])(
    'cut off after %i bars, has brought the same up to there',
    (cut) => {
      const { withFuture, withoutFuture } = saidUpToCut(play, { bars: walk, played }, cut);
      expect(withFuture.length).toBeGreaterThan(0);
      expect(withoutFuture).toEqual(withFuture);
    },
  );
});
