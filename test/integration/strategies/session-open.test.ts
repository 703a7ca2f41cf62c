import { describe, expect, it } from 'vitest';
import type { Candle } from '@quarterdeck/core/model/candle';
import { strategy } from '@quarterdeck/core/strategies/session_open/strategy';
import {
  barsOf,
  barsThrough,
  playBars,
  saidUpToCut,
  walkBars,
} from '../../support/bars-through-desk.ts';
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

const walk = walkBars(3, 2880);
const play = (bars: readonly Candle[]) => playBars({ strategy, bars });
const played = play(walk);

describe('a walk of 48 hours', () => {
  it('is traded at most once a session, and the venue’s book is what was traded', () => {
    const { book, trades, signals, alerts } = played;
    const entries = signals.filter(({ purpose }) => purpose === 'entry');
    expect(entries.length).toBeGreaterThan(1);
    // Each of the three opens twice in it.
    expect(entries.length).toBeLessThanOrEqual(6);
    expect(book.fills.length).toBeGreaterThanOrEqual(2 * trades.length);
    const net = book.fills.reduce((sum, { side, qty }) => sum + (side === 'buy' ? qty : -qty), 0n);
    expect(book.positions.reduce((sum, { qty }) => sum + qty, 0n)).toBe(net);
    expect(alerts).toEqual([]);
  });

  it.each([300, 700, 1_000, 1_501, 2_500])(
    'cut off after %i bars, has brought the same up to there',
    (cut) => {
      const { withFuture, withoutFuture } = saidUpToCut(play, { bars: walk, played }, cut);
      expect(withFuture.length).toBeGreaterThan(0);
      expect(withoutFuture).toEqual(withFuture);
    },
  );
});
