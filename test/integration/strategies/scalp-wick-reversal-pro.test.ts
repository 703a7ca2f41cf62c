import { describe, expect, it } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import { strategy } from '@quarterdeck/core/strategies/scalp_wick_reversal_pro/strategy';
import {
  barsOf,
  barsThrough,
  playBars,
  saidUpToCut,
  walkBars,
} from '../../support/bars-through-desk.ts';

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

const walk = walkBars(3, 1_440);
const play = (bars: readonly Candle[]) => playBars({ strategy, bars });
const played = play(walk);

describe('a walk of 24 hours', () => {
  it('is traded, and the venue’s book is what was traded', () => {
    const { book, trades, alerts } = played;
    expect(trades.length).toBeGreaterThan(3);
    expect(book.fills.length).toBeGreaterThanOrEqual(2 * trades.length);
    const net = book.fills.reduce((sum, { side, qty }) => sum + (side === 'buy' ? qty : -qty), 0n);
    expect(book.positions.reduce((sum, { qty }) => sum + qty, 0n)).toBe(net);
    expect(alerts).toEqual([]);
  });

  it.each([500, 900, 901, 1_439])(
    'cut off after %i bars, has brought the same up to there',
    (cut) => {
      const { withFuture, withoutFuture } = saidUpToCut(play, { bars: walk, played }, cut);
      expect(withFuture.length).toBeGreaterThan(0);
      expect(withoutFuture).toEqual(withFuture);
    },
  );
});
