import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../kernel/clock.ts';
import { price, signedQty } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { createRng } from '../../kernel/rng.ts';
import type { BarFigureName } from '../../model/agent/figure.ts';
import type { Candle } from '../../model/candle.ts';
import { createBarFigures, type BarFigures } from './bar-figures.ts';

interface BarShape {
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const at = (index: number): number => Date.UTC(2024, 0, 1) + index * MINUTE_MS;

function candleOf(index: number, { high, low, close, volume }: BarShape): Candle {
  return {
    symbol: asSymbolId('BTC/USDT'),
    timeframeMs: MINUTE_MS,
    tsOpen: at(index),
    open: price(((high + low) / 2).toFixed(2)),
    high: price(high.toFixed(2)),
    low: price(low.toFixed(2)),
    close: price(close.toFixed(2)),
    volume: signedQty(volume.toFixed(3)),
    ticks: volume === 0 ? 0 : 1,
  };
}

function walkOf(length: number, seed: number): BarShape[] {
  const rng = createRng(seed);
  let close = 100;
  return Array.from({ length }, () => {
    const open = close;
    close = Number((close * Math.exp(rng.gaussian() * 0.01)).toFixed(2));
    const high = Number((Math.max(open, close) + rng.next()).toFixed(2));
    const low = Number((Math.min(open, close) - rng.next()).toFixed(2));
    return { high, low, close, volume: Number((rng.exponential() * 5).toFixed(3)) };
  });
}

function feed(shapes: readonly BarShape[], keep = 5): BarFigures {
  const figures = createBarFigures({ timeframeMs: MINUTE_MS, keep });
  for (const [index, shape] of shapes.entries()) figures.add(candleOf(index, shape));
  return figures;
}

const flat = (length: number, close = 100): BarShape[] =>
  Array.from({ length }, () => ({ high: close, low: close, close, volume: 0 }));

// Straight from the definitions, over whole arrays, without the library.
const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function emaOf(values: readonly number[], interval: number): number[] {
  const weight = 2 / (interval + 1);
  let average = values[0] ?? 0;
  return values.map((value) => (average = value * weight + average * (1 - weight)));
}

function wilderOf(values: readonly number[], interval: number): number {
  const seed = meanOf(values.slice(0, interval));
  return values.slice(interval).reduce((mean, value) => mean + (value - mean) / interval, seed);
}

function expectedOf(shapes: readonly BarShape[]): Record<BarFigureName, number> {
  const closes = shapes.map(({ close }) => close);
  const changes = closes.slice(1).map((close, index) => close - (closes[index] ?? 0));
  const ranges = shapes.map(({ high, low }, index) => {
    const before = closes[index - 1];
    const to = before === undefined ? [] : [Math.abs(high - before), Math.abs(low - before)];
    return Math.max(high - low, ...to);
  });
  const [fast, slow] = [emaOf(closes, 12), emaOf(closes, 26)];
  const lines = closes.map((_, index) => (fast[index] ?? 0) - (slow[index] ?? 0)).slice(25);
  const newest = closes.slice(-20);
  const middle = meanOf(newest);
  const deviation = Math.sqrt(meanOf(newest.map((close) => (close - middle) ** 2)));
  const gain = wilderOf(
    changes.map((change) => Math.max(0, change)),
    14,
  );
  const loss = wilderOf(
    changes.map((change) => Math.max(0, -change)),
    14,
  );
  return {
    ema20: emaOf(closes, 20).at(-1) ?? 0,
    ema50: emaOf(closes, 50).at(-1) ?? 0,
    rsi14: (100 * gain) / (gain + loss),
    macd_hist: (lines.at(-1) ?? 0) - (emaOf(lines, 9).at(-1) ?? 0),
    atr14: wilderOf(ranges, 14),
    bb_upper: middle + 2 * deviation,
    bb_lower: middle - 2 * deviation,
    volume: shapes.at(-1)?.volume ?? 0,
    volume_mean20: meanOf(shapes.slice(-20).map(({ volume }) => volume)),
    change_pct: ((closes.at(-1) ?? 0) / (closes.at(-2) ?? 0) - 1) * 100,
  };
}

describe('the figures of one timeframe', () => {
  it.each([50, 51, 64, 200])('follow their definitions after %i bars', (length) => {
    const shapes = walkOf(length, length);
    const values = feed(shapes).values();
    const expected = expectedOf(shapes);
    expect(Object.keys(values).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) {
      expect([name, values[name as BarFigureName]]).toEqual([name, expect.closeTo(value, 8)]);
    }
  });

  it('are those reckoned by hand on a staircase', () => {
    // Each bar spans two and closes one higher: true range 2, gain 1, never a loss.
    const stairs = Array.from({ length: 20 }, (_, index) => {
      const close = 100 + index;
      return { high: close + 1, low: close - 1, close, volume: index + 1 };
    });
    const values = feed(stairs).values();
    expect(values.atr14).toBeCloseTo(2, 12);
    expect(values.rsi14).toBe(100);
    expect(values.volume_mean20).toBeCloseTo(10.5, 12);
    expect(values.volume).toBe(20);
    expect(values.change_pct).toBeCloseTo(100 / 118, 10);
    // Closes 100..119: mean 109.5, variance (20^2 - 1) / 12.
    expect(values.bb_upper).toBeCloseTo(109.5 + 2 * Math.sqrt(399 / 12), 10);
    expect(values.bb_lower).toBeCloseTo(109.5 - 2 * Math.sqrt(399 / 12), 10);
  });

  it.each([
    ['volume', 1],
    ['change_pct', 2],
    ['atr14', 14],
    ['rsi14', 15],
    ['ema20', 20],
    ['bb_upper', 20],
    ['bb_lower', 20],
    ['volume_mean20', 20],
    ['macd_hist', 34],
    ['ema50', 50],
  ] as const)('are absent while young: %s comes with bar %i', (name, needed) => {
    const shapes = walkOf(needed, 3);
    expect(feed(shapes.slice(0, -1)).values()).not.toHaveProperty(name);
    expect(feed(shapes).values()).toHaveProperty(name);
  });

  it('say nothing without a bar', () => {
    const none = feed([]);
    expect([none.values(), none.bars, none.tsClose, none.atr()]).toEqual([{}, [], null, undefined]);
  });

  it('give no relative strength to a price that has never moved', () => {
    expect(feed(flat(60)).values()).not.toHaveProperty('rsi14');
    const moved = feed([...flat(60), { high: 100, low: 99, close: 99, volume: 1 }]);
    expect(moved.values().rsi14).toBeCloseTo(0, 12);
  });

  it('count a bar filled in without volume as a bar', () => {
    const quiet = feed([...walkOf(40, 8), ...flat(20, 90)]).values();
    expect(quiet).toMatchObject({ volume: 0, volume_mean20: 0, change_pct: 0 });
    expect(quiet.bb_upper).toBeCloseTo(90, 9);
    expect(quiet.bb_lower).toBeCloseTo(90, 9);
  });
});

describe('the bars of one timeframe', () => {
  it('are kept newest first, at most as many as asked for', () => {
    const shapes = walkOf(9, 2);
    const { bars, tsClose } = feed(shapes, 3);
    expect(bars.map(({ close }) => close)).toEqual(
      [8, 7, 6].map((index) => shapes[index]?.close ?? 0),
    );
    const { high = 0, low = 0, close = 0, volume = 0 } = shapes[8] ?? {};
    const open = Number(((high + low) / 2).toFixed(2));
    expect(bars[0]).toEqual({ open, high, low, close, volume });
    expect(tsClose).toBe(at(9));
  });

  it('do not change in the hands of somebody who took them earlier', () => {
    const figures = feed(walkOf(3, 2));
    const taken = figures.bars;
    const copy = [...taken];
    figures.add(candleOf(3, { high: 2, low: 1, close: 1, volume: 1 }));
    expect(taken).toEqual(copy);
    expect(figures.bars).toHaveLength(4);
  });

  it('alone decide the figures: not what was repeated, late or of another length, nor how many are kept', () => {
    const anyNoise = fc.array(
      fc.record({ after: fc.nat(79), back: fc.nat(90), isLong: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 80 }), anyNoise, (seed, keep, noise) => {
        const shapes = walkOf(80, seed);
        const plain = feed(shapes);
        const noisy = createBarFigures({ timeframeMs: MINUTE_MS, keep });
        for (const [index, shape] of shapes.entries()) {
          noisy.add(candleOf(index, shape));
          for (const { back, isLong } of noise.filter(({ after }) => after === index)) {
            const odd = { high: 900, low: 1, close: 500, volume: 1_000 };
            if (isLong) noisy.add({ ...candleOf(index + 1, odd), timeframeMs: 5 * MINUTE_MS });
            else noisy.add(candleOf(index - back, odd));
          }
        }
        expect(noisy.values()).toEqual(plain.values());
        expect(noisy.atr()).toBe(plain.values().atr14);
        expect(noisy.tsClose).toBe(plain.tsClose);
        expect(noisy.bars).toHaveLength(keep);
        expect(noisy.bars.slice(0, 5)).toEqual(plain.bars.slice(0, keep));
      }),
      { numRuns: 40 },
    );
  });
});
