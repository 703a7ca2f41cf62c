import { describe, expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/session_open/strategy';
import { barsOf, barsThrough, playBars } from '../../support/bars-through-desk.ts';
import { describeWalk } from '../../support/describe-walk.ts';
import { T0 } from '../../support/desk-world.ts';

const MINUTE = 60_000;
/** The tapes begin at noon UTC of a Monday in winter: New York opens an hour later, at 08:00 of its own clock. */
const MINUTES_TO_NEW_YORK = 60;

const leg = (from: number, to: number, bars: number): number[] =>
  Array.from({ length: bars }, (_, index) => from + ((to - from) * (index + 1)) / bars);

/** An hour before New York, half an hour between 9,978 and 10,022, ten minutes inside, a break upwards, then the rest. */
function newYorkTape(rest: readonly number[]) {
  const before = Array.from({ length: MINUTES_TO_NEW_YORK + 40 }, (_, i) => 9_980 + (i % 2) * 40);
  return barsOf(barsThrough([...before, 10_035, ...rest], 2));
}

describe('a break of the New York range', () => {
  const BREAKS_AT = T0 + (MINUTES_TO_NEW_YORK + 41) * MINUTE;

  it('is bought and sold at its target, and the venue holds nothing after', () => {
    const { book, trades, signals } = playBars({
      strategy,
      bars: newYorkTape(leg(10_035, 10_150, 60)),
    });
    expect(signals.map(({ purpose, side }) => [purpose, side])).toEqual([
      ['entry', 'buy'],
      ['exit', 'sell'],
    ]);
    expect(signals[0]).toMatchObject({ ts: BREAKS_AT });
    expect(signals[0]?.thesis).toContain('New York closed above its opening range');
    expect(trades[0]?.exitThesis).toContain('target met');
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });

  it('is left when a bar closes back beyond the middle of the range', () => {
    const { book, trades } = playBars({ strategy, bars: newYorkTape(leg(10_035, 9_985, 20)) });
    expect(trades.map(({ exitThesis }) => exitThesis)).toEqual([
      'the break failed: a close back beyond the middle of the New York range',
    ]);
    expect(book.fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(book.positions).toEqual([]);
  });

  it('carries its projection to the stored trade: the chance as it is, the size as a factor', () => {
    const { trades, signals } = playBars({ strategy, bars: newYorkTape(leg(10_035, 10_150, 60)) });
    const multiplier = Number(/size times ([\d.]+)/.exec(signals[0]?.thesis ?? '')?.[1]);
    expect(multiplier).not.toBe(1);
    const [trade] = trades;
    expect(trade?.entry_probability).toBe(signals[0]?.entry_probability);
    const units = Number(trade?.entry_units_intent ?? 0n) / 1e8;
    expect((units * 10_035) / 1_500).toBeCloseTo(multiplier, 1);
  });
});

describeWalk({
  strategy,
  bars: 2_880,
  cuts: [300, 700, 1_000, 1_501, 2_500],
  isTraded: 'is traded at most once a session',
  expectTraded: ({ signals }) => {
    const entries = signals.filter(({ purpose }) => purpose === 'entry');
    expect(entries.length).toBeGreaterThan(1);
    // Each of the three opens twice in it.
    expect(entries.length).toBeLessThanOrEqual(6);
  },
});
