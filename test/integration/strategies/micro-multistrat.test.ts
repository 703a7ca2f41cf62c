import { describe, expect, it } from 'vitest';
import { strategy } from '@quarterdeck/core/strategies/micro_multistrat/strategy';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { T0 } from '../../support/desk-world.ts';
import { barTape, coin, playTape, type TapeBar } from '../../support/tape-through-desk.ts';

const MINUTE = 60_000;
const btc = coin('BTC/USDT');

const flatBody = (close: number): TapeBar => ({
  open: close,
  high: close + 0.05,
  low: close - 0.05,
  close,
});
const run = (from: number, to: number, bars: number): TapeBar[] =>
  Array.from({ length: bars }, (_, i) => {
    const open = from + ((to - from) * i) / bars;
    const close = from + ((to - from) * (i + 1)) / bars;
    return { open, close, high: Math.max(open, close), low: Math.min(open, close) };
  });

/** Calm, a rise with one rejected dip in it, more of the rise, then a fall with one rejected bounce. */
const BARS: TapeBar[] = [
  ...Array.from({ length: 90 }, (_, i) => flatBody(100 + (i % 2) * 0.02)),
  ...run(100, 100.3, 3),
  { open: 100.3, high: 100.4, low: 100.1, close: 100.4 },
  ...run(100.4, 101.2, 12),
  ...Array.from({ length: 30 }, (_, i) => flatBody(101.2 + (i % 2) * 0.02)),
  ...run(101.2, 100.9, 3),
  { open: 100.9, high: 101.1, low: 100.8, close: 100.8 },
  ...run(100.8, 100, 12),
  ...Array.from({ length: 5 }, () => flatBody(100)),
];
const inputs = barTape(btc.symbol, BARS, { tsStart: T0, timeframeMs: MINUTE });
const playUntil = (ts: number) =>
  playTape({
    strategy,
    instruments: [btc],
    inputs: inputs.filter((input) => tsOfInput(input) <= ts),
  });

it('opens and closes both ways on its tape, and the venue ends flat', () => {
  const { fills, held, trades } = playUntil(Number.POSITIVE_INFINITY);
  expect(fills.map(({ side }) => side)).toEqual(['buy', 'sell', 'sell', 'buy']);
  expect(held).toEqual({});
  expect(trades.map(({ exitReason }) => exitReason)).toEqual(['strategy', 'strategy']);
  expect(trades.map(({ thesis }) => thesis)).toEqual([
    expect.stringMatching(/^slope, breakout, wick vote buy/),
    expect.stringMatching(/ vote sell, weight 2\.5/),
  ]);
  expect(trades.every(({ entry_probability: chance }) => chance > 0.3 && chance < 0.6)).toBe(true);
});

describe('of the future nothing is known', () => {
  const whole = playUntil(Number.POSITIVE_INFINITY).entries;

  it.each([60, 93, 94, 95, 110, 139, 140, 141])('with all after minute %i cut off', (minute) => {
    const tsCut = T0 + minute * MINUTE;
    const past = ({ ts }: { readonly ts: number }) => ts <= tsCut;
    expect(whole).toHaveLength(2);
    expect(playUntil(tsCut).entries.filter(past)).toEqual(whole.filter(past));
  });
});
