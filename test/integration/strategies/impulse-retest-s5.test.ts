import { describe, expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/impulse_retest_s5/strategy';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { T0 } from '../../support/desk-world.ts';
import {
  barTape,
  coin,
  playTape,
  quoteTape,
  type TapeBar,
} from '../../support/tape-through-desk.ts';

const btc = coin('BTC/USDT');
const line = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => from + ((to - from) * (i + 1)) / steps);

/** Mids second by second: calm, a leap within five seconds, the way back to the level, and on. */
const story = (turn: (mid: number) => number): number[] =>
  [
    ...Array.from({ length: 250 }, (_, i) => 100 + (i % 5) * 0.02),
    ...line(100.08, 100.5, 4),
    100.5,
    ...line(100.5, 100.2, 10),
    ...line(100.2, 100.1, 3),
    100.15,
    100.16,
    ...line(100.16, 100.6, 40),
    ...Array.from({ length: 30 }, () => 100.6),
  ].map(turn);

const UP = story((mid) => mid);
const SECONDS = [...UP, ...story((mid) => 201.2 - mid)];
const ticks = quoteTape(btc.symbol, SECONDS, { tsStart: T0, stepMs: 1_000 });

const playUntil = (inputs: readonly MarketInput[], ts = Number.POSITIVE_INFINITY) =>
  playTape({
    strategy,
    instruments: [btc],
    inputs: inputs.filter((input) => tsOfInput(input) <= ts),
    tapeBarsMs: [60_000],
  });

it('opens and closes both ways on 5-second bars made of ticks, and the venue ends flat', () => {
  const { fills, held, trades } = playUntil(ticks);
  expect(fills.map(({ side }) => side)).toEqual(['buy', 'sell', 'sell', 'buy']);
  expect(held).toEqual({});
  expect(trades.map(({ exitThesis }) => exitThesis)).toEqual([
    expect.stringContaining('target met'),
    expect.stringContaining('target met'),
  ]);
  expect(trades[0]?.thesis).toMatch(/^level 100\.0800 held its retest \d bars after an impulse/);
});

/** The same story in minutes. */
const minuteBars = (): TapeBar[] => {
  const bar = (open: number, close: number): TapeBar => ({
    open,
    close,
    high: Math.max(open, close) + 0.01,
    low: Math.min(open, close) - 0.01,
  });
  const calm = Array.from({ length: 60 }, (_, i) =>
    bar(100 + (i % 2) * 0.08, 100.08 - (i % 2) * 0.08),
  );
  const after = [bar(100, 100.5), bar(100.5, 100.3), bar(100.3, 100.15), bar(100.15, 100.6)];
  return [...calm, ...after, bar(100.6, 100.6)];
};

it('reads the bars of a tape that has nothing shorter', () => {
  const inputs = barTape(btc.symbol, minuteBars(), { tsStart: T0, timeframeMs: 60_000 });
  const { fills, held } = playUntil(inputs);
  expect(fills.map(({ side }) => side)).toEqual(['buy', 'sell']);
  expect(held).toEqual({});
});

describe('of the future nothing is known', () => {
  const whole = playUntil(ticks).entries;

  it.each([120, 255, 260, 270, 275, 276, 300, 340, 595, 620])(
    'with all after second %i cut off',
    (second) => {
      const tsCut = T0 + second * 1_000;
      const past = ({ ts }: { readonly ts: number }) => ts <= tsCut;
      expect(whole).toHaveLength(2);
      expect(playUntil(ticks, tsCut).entries.filter(past)).toEqual(whole.filter(past));
    },
  );
});
