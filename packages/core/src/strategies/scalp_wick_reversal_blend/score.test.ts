import { describe, expect, it } from 'vitest';
import { wickOf } from '../wick.ts';
import { params } from './params.ts';
import { scoreWick } from './score.ts';

const defaults = params.parse({});
const hammer = { open: 109, high: 110, low: 100, close: 109.5 };

function scoreOf(
  bar: typeof hammer,
  options: { depthAtr?: number; rangeAtr?: number; scale?: Partial<typeof defaults> } = {},
) {
  const wick = wickOf(bar, 'low');
  if (wick === undefined) throw new Error('the test’s bar has no range');
  const { depthAtr = 0, rangeAtr = 0, scale } = options;
  return scoreWick({ wick, depthAtr, rangeAtr }, { ...defaults, ...scale });
}

describe('the score', () => {
  it('is full for a large hammer far beyond the low before', () => {
    expect(scoreOf({ ...hammer, close: 110 }, { depthAtr: 2, rangeAtr: 4 })).toBe(1);
  });

  it('is nothing for a bar that closes where it was lowest', () => {
    expect(scoreOf({ open: 110, high: 110, low: 100, close: 100 })).toBe(0);
  });

  it.each([
    ['half of the full depth is half its mark', { depthAtr: 0.3 }, 0.5 / 4],
    ['half of the full range is half its mark', { rangeAtr: 1 }, 0.5 / 4],
    ['more than full is full', { depthAtr: 60, rangeAtr: 20 }, 2 / 4],
  ])('%s', (_case, options, more) => {
    expect(scoreOf(hammer, options) - scoreOf(hammer)).toBeCloseTo(more, 12);
  });

  it('of one weight alone is its mark', () => {
    const scale = { weight_wick: 0, weight_depth: 0, weight_range: 0, weight_close: 3 };
    expect(scoreOf({ ...hammer, close: 107.5 }, { scale })).toBeCloseTo(0.5, 12);
  });

  it('of a bar without a body is a number', () => {
    expect(scoreOf({ open: 110, high: 110, low: 100, close: 110 })).toBeCloseTo(0.5, 12);
  });
});

it('refuses weights that are all nothing', () => {
  const none = { weight_wick: 0, weight_close: 0, weight_depth: 0, weight_range: 0 };
  expect(params.safeParse(none).success).toBe(false);
});
