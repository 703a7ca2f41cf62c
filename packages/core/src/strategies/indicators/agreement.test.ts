import { IndicatorsSync } from '@ixjb94/indicators';
import { bollingerBands } from 'indicatorts';
import { BollingerBands } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../kernel/rng.ts';
import { createAtr } from './atr.ts';
import { createBollinger } from './bollinger.ts';
import { createEma } from './ema.ts';
import { createMacd } from './macd.ts';
import { createRollingExtremes } from './rolling-extremes.ts';
import { createRsi } from './rsi.ts';
import { createSma } from './sma.ts';

interface Bars {
  readonly highs: number[];
  readonly lows: number[];
  readonly closes: number[];
}

/**
 * A seeded walk around 30,000 with calm and wild spells, and spells in which nothing moves at all; not at the start,
 * where the RSI of no movement is 100 to one library and no number to the other.
 */
function walk(seed: number, count = 3_000): Bars {
  const rng = createRng(seed);
  const bars: Bars = { highs: [], lows: [], closes: [] };
  let [close, pace] = [30_000, 1];
  for (let index = 0; index < count; index += 1) {
    if (index % 100 === 99) pace = [0, 0.2, 1, 5][Math.floor(rng.next() * 4)] ?? 1;
    const open = close;
    close *= 1 + rng.gaussian() * pace * 4e-4;
    bars.highs.push(Math.max(open, close) * (1 + rng.next() * pace * 2e-4));
    bars.lows.push(Math.min(open, close) * (1 - rng.next() * pace * 2e-4));
    bars.closes.push(close);
  }
  return bars;
}

/** Both run to the last bar; what they say of the same bar must be the same, and only we may say nothing yet. */
function expectSame(ours: readonly number[], theirs: readonly number[], options: { from: number }) {
  const offset = ours.length - theirs.length;
  const worst = { bar: -1, difference: 0 };
  for (let bar = options.from; bar < ours.length; bar += 1) {
    const difference = Math.abs((ours[bar] ?? NaN) - (theirs[bar - offset] ?? NaN));
    expect(difference, `bar ${bar}`).not.toBeNaN();
    if (difference > worst.difference) Object.assign(worst, { bar, difference });
  }
  expect(worst.difference, `bar ${worst.bar}`).toBeLessThanOrEqual(1e-9);
  for (let bar = 0; bar < options.from; bar += 1) expect(ours[bar], `bar ${bar}`).toBeNaN();
}

const second = new IndicatorsSync();

describe.each([1, 2, 3])('on walk %i, a second library says the same to 1e-9 of', (seed) => {
  const bars = walk(seed);
  const { highs, lows, closes } = bars;

  it('SMA', () => {
    const sma = createSma(30);
    expectSame(closes.map(sma.add), second.sma(closes, 30), { from: 29 });
  });

  it('EMA', () => {
    const ema = createEma(26);
    expectSame(closes.map(ema.add), second.ema(closes, 26), { from: 0 });
  });

  it('MACD line and histogram', () => {
    const macd = createMacd({ fast: 12, slow: 26, signal: 9 });
    const ours = closes.map((close) => {
      macd.add(close);
      return { line: macd.line(), histogram: macd.histogram() };
    });
    const [lines = [], , histograms = []] = second.macd(closes, 12, 26, 9);
    expectSame(
      ours.map(({ line }) => line),
      lines,
      { from: 25 },
    );
    expectSame(
      ours.map(({ histogram }) => histogram),
      histograms,
      { from: 25 },
    );
  });

  it('RSI', () => {
    const rsi = createRsi(14);
    expectSame(closes.map(rsi.add), second.rsi(closes, 14), { from: 14 });
  });

  it('ATR', () => {
    const atr = createAtr(14);
    const ours = closes.map((close, bar) =>
      atr.add({ high: highs[bar] ?? NaN, low: lows[bar] ?? NaN, close }),
    );
    expectSame(ours, second.atr(highs, lows, closes, 14), { from: 13 });
  });

  it('Bollinger’s bands, and so does the first', () => {
    const bands = createBollinger({ interval: 20, width: 2 });
    const first = new BollingerBands(20, 2);
    const ours = closes.map((close) => {
      expect(bands.add(close)).toBe(first.update(close, false) !== null);
      return { upper: bands.upper(), middle: bands.middle(), lower: bands.lower() };
    });
    const others = bollingerBands(closes, { period: 20 });
    const again = new BollingerBands(20, 2);
    const firsts = closes.map((close) => again.update(close, false));
    for (const side of ['upper', 'middle', 'lower'] as const) {
      const mine = ours.map((band) => band[side]);
      expectSame(mine, others[side], { from: 19 });
      expectSame(
        mine,
        firsts.map((band) => band?.[side] ?? NaN),
        { from: 19 },
      );
    }
  });

  it('highest high and lowest low', () => {
    const extremes = createRollingExtremes(20);
    const ours = highs.map((high, bar) => {
      extremes.add({ high, low: lows[bar] ?? NaN });
      return { highest: extremes.highest(), lowest: extremes.lowest() };
    });
    expectSame(
      ours.map(({ highest }) => highest),
      second.max(highs, 20),
      { from: 19 },
    );
    expectSame(
      ours.map(({ lowest }) => lowest),
      second.min(lows, 20),
      { from: 19 },
    );
  });
});
