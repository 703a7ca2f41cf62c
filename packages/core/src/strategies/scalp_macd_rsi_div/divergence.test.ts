import { describe, expect, it } from 'vitest';
import { findDivergence } from './divergence.ts';
import { params } from './params.ts';
import type { Reading } from './swing.ts';

const defaults = params.parse({});
const low = (index: number, price: number, macd: number, rsi: number): Reading => ({
  index,
  low: price,
  high: price + 1,
  macd,
  rsi,
});
const first = low(10, 100, -2, 28);

describe('two lows', () => {
  it.each([
    ['lower price, higher MACD and RSI', low(20, 99, -1, 36), { rsiGap: 8, macdGap: 0.5 }],
    ['a price that is not lower', low(20, 100, -1, 36), undefined],
    ['an RSI that went along', low(20, 99, -1, 27), undefined],
    ['an RSI hardly behind', low(20, 99, -1, 30), undefined],
    ['a MACD that went along', low(20, 99, -2.5, 36), undefined],
    ['too far apart', low(51, 99, -1, 36), undefined],
    ['indicators too young', low(20, 99, Number.NaN, Number.NaN), undefined],
  ])('%s', (_case, second, expected) => {
    const found = findDivergence({ kind: 'low', first, second }, defaults);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject({ kind: 'low', ...expected });
  });

  it('whose first was not weak by its RSI are no divergence', () => {
    const strong = { ...first, rsi: 50 };
    const second = low(20, 99, -1, 60);
    expect(findDivergence({ kind: 'low', first: strong, second }, defaults)).toBeUndefined();
  });
});

it('two highs mirror two lows', () => {
  const high = (index: number, price: number, macd: number, rsi: number): Reading => ({
    index,
    low: price - 1,
    high: price,
    macd,
    rsi,
  });
  const swings = {
    kind: 'high',
    first: high(10, 100, 2, 72),
    second: high(20, 101, 1, 64),
  } as const;
  expect(findDivergence(swings, defaults)).toEqual({ kind: 'high', rsiGap: 8, macdGap: 0.5 });
});
