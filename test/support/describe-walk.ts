import { describe, expect, it } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { playBars, saidUpToCut, walkBars, type BarsPlayed } from './bars-through-desk.ts';

interface Walk {
  readonly strategy: Strategy;
  readonly params?: Record<string, unknown>;
  /** Minutes. */
  readonly bars: number;
  /** The future is taken away after so many bars. */
  readonly cuts: readonly number[];
  readonly isTraded: string;
  /** What is asked of the trades themselves. */
  readonly expectTraded: (played: BarsPlayed) => void;
}

/** What holds for every strategy on a seeded walk: the venue's book is what was traded, and nothing looks ahead. */
export function describeWalk(walk: Walk): void {
  const { strategy, params, cuts, isTraded, expectTraded } = walk;
  const bars = walkBars(3, walk.bars);
  const play = (some: readonly Candle[]) =>
    playBars({ strategy, bars: some, ...(params !== undefined && { params }) });
  const played = play(bars);

  describe(`a walk of ${walk.bars / 60} hours`, () => {
    it(`${isTraded}, and the venue’s book is what was traded`, () => {
      const { book, trades, alerts } = played;
      expectTraded(played);
      expect(book.fills.length).toBeGreaterThanOrEqual(2 * trades.length);
      const net = book.fills.reduce(
        (sum, { side, qty }) => sum + (side === 'buy' ? qty : -qty),
        0n,
      );
      expect(book.positions.reduce((sum, { qty }) => sum + qty, 0n)).toBe(net);
      expect(alerts).toEqual([]);
    });

    it.each(cuts)('cut off after %i bars, has brought the same up to there', (cut) => {
      const { withFuture, withoutFuture } = saidUpToCut(play, { bars, played }, cut);
      expect(withFuture.length).toBeGreaterThan(0);
      expect(withoutFuture).toEqual(withFuture);
    });
  });
}
