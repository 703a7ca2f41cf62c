import { describe, expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/scalp_m1scalper/strategy';
import { barsOf, barsThrough, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';

const leg = (from: number, to: number, bars: number): number[] =>
  Array.from({ length: bars }, (_, index) => from + ((to - from) * (index + 1)) / bars);

/** Level, a long rise, a rest at the average, the rise again; then what the test says. */
function pullbackTape(rest: readonly number[]) {
  const level = Array.from({ length: 160 }, (_, index) => 10_000 + (index % 2) * 2);
  const rise = [...leg(10_000, 10_400, 60), ...leg(10_400, 10_340, 8), ...leg(10_340, 10_370, 3)];
  return barsOf(barsThrough([...level, ...rise, ...rest], 3));
}

describe('a pullback in a rise', () => {
  it('is bought and sold at its target, and the venue holds nothing after', () => {
    const { book, trades, signals } = playBars({
      strategy,
      bars: pullbackTape(leg(10_370, 10_480, 20)),
    });
    expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
      ['entry', 'buy'],
      ['exit', 'sell'],
    ]);
    expect(trades[0]?.exitThesis).toContain('target met');
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });

  it('is left when a bar closes beyond the slow average', () => {
    const { book, trades } = playBars({
      strategy,
      params: { stop_bps: 300 },
      bars: pullbackTape(leg(10_370, 10_200, 20)),
    });
    expect(trades.map(({ exitThesis }) => exitThesis)).toEqual([
      'the trend broke: a close below its 50-bar average',
    ]);
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });
});

describeWalk({
  strategy,
  // Looser than the defaults, so that there is something to compare early on.
  params: { min_trend_atr: 0.5, leg_atr: 1 },
  bars: 1_440,
  cuts: [400, 700, 777, 1_000, 1_439],
  isTraded: 'is traded',
  expectTraded: ({ trades }) => expect(trades.length).toBeGreaterThan(1),
});
