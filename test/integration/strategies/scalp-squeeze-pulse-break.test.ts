import { describe, expect, it } from 'vitest';
import { signedQty } from '@quarterdeck/core/kernel/decimal';
import type { Candle } from '@quarterdeck/core/model/candle';
import { strategy } from '@quarterdeck/core/strategies/scalp_squeeze_pulse_break/strategy';
import { barsOf, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';

const bar = (open: number, close: number, reach: number) => ({
  open,
  close,
  high: Math.max(open, close) + reach,
  low: Math.min(open, close) - reach,
});

/** Half an hour of waves, half an hour at rest, a pulse of 60 upwards; then closes the test gives. Volume is unknown. */
function squeezeTape(after: readonly number[]): readonly Candle[] {
  const waves = Array.from({ length: 30 }, (_, index) => 10_030 + 100 * Math.sin(index / 3));
  const rest = Array.from({ length: 30 }, (_, index) => 10_030 + (index % 2) * 2);
  const closes = [...waves, ...rest, 10_090, ...after];
  const prices = closes.map((close, index) => bar(closes[index - 1] ?? close, close, 12));
  return barsOf(prices).map((candle) => ({ ...candle, volume: signedQty('0') }));
}

describe('a pulse out of a squeeze', () => {
  it('is bought and sold at its target, and the venue holds nothing after', () => {
    const { book, trades, signals } = playBars({
      strategy,
      bars: squeezeTape([10_100, 10_110, 10_125, 10_140, 10_140]),
    });
    expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
      ['entry', 'buy'],
      ['exit', 'sell'],
    ]);
    expect(signals[0]?.thesis).toContain('broke upwards');
    expect(trades[0]?.exitThesis).toContain('target met');
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });

  it('is left when a bar closes back beyond the middle band', () => {
    const { book, trades } = playBars({
      strategy,
      params: { stop_bps: 300 },
      bars: squeezeTape([10_080, 10_060, 10_030, 10_020, 10_020]),
    });
    expect(trades.map(({ exitThesis }) => exitThesis)).toEqual([
      'the break was false: a close back below the middle band',
    ]);
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });
});

describeWalk({
  strategy,
  // Volume never rises on this walk, so it must not be asked for.
  params: { pulse_volume: 1, min_squeeze_bars: 3 },
  bars: 1_440,
  cuts: [400, 700, 777, 1_000, 1_439],
  isTraded: 'is traded',
  expectTraded: ({ trades }) => expect(trades.length).toBeGreaterThan(1),
});
