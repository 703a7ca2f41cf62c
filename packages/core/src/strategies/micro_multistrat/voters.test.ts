import { describe, expect, it } from 'vitest';
import { params } from './params.ts';
import type { Reading } from './reading.ts';
import {
  countVotes,
  listVoters,
  voteByBreakout,
  voteByPosition,
  voteByPullback,
  voteBySlope,
  voteByWick,
} from './voters.ts';

const defaults = params.parse({});

/** A bar in the middle of everything: nobody has a reason to vote. */
const dull: Reading = {
  open: 100,
  high: 100.5,
  low: 99.5,
  close: 100,
  atr: 1,
  slope: 0,
  rsi: 50,
  rsiBefore: 50,
  highestBefore: 102,
  lowestBefore: 98,
  rangeHigh: 103,
  rangeLow: 97,
};

describe('each voter', () => {
  it.each([
    ['slope: a steep rise', voteBySlope, { slope: 0.2 }, 1],
    ['slope: a steep fall', voteBySlope, { slope: -0.2 }, -1],
    ['slope: hardly moving', voteBySlope, { slope: 0.05 }, 0],
    ['slope: no average yet', voteBySlope, { slope: Number.NaN }, 0],
    ['pullback: a dip in a rise turns', voteByPullback, { slope: 0.1, rsiBefore: 45, rsi: 46 }, 1],
    ['pullback: still dipping', voteByPullback, { slope: 0.1, rsiBefore: 45, rsi: 44 }, 0],
    ['pullback: no dip', voteByPullback, { slope: 0.1, rsiBefore: 60, rsi: 61 }, 0],
    ['pullback: a dip in a fall', voteByPullback, { slope: -0.1, rsiBefore: 45, rsi: 46 }, 0],
    ['pullback: a bounce ends', voteByPullback, { slope: -0.1, rsiBefore: 55, rsi: 54 }, -1],
    ['breakout: above the bars before', voteByBreakout, { close: 102.1 }, 1],
    ['breakout: at their high', voteByBreakout, { close: 102 }, 0],
    ['breakout: below the bars before', voteByBreakout, { close: 97.9 }, -1],
    ['breakout: no bars before', voteByBreakout, { highestBefore: Number.NaN }, 0],
    ['wick: thrown back from below', voteByWick, { low: 98.9, close: 100.2 }, 1],
    ['wick: thrown back from above', voteByWick, { high: 101.2 }, -1],
    ['wick: both sides alike', voteByWick, { high: 101, low: 99 }, 0],
    ['wick: a small bar', voteByWick, { high: 100.1, low: 99.7 }, 0],
    ['wick: a bar without a span', voteByWick, { high: 100, low: 100, atr: 0 }, 0],
    ['position: at the low', voteByPosition, { close: 97.5 }, 1],
    ['position: at the high', voteByPosition, { close: 102.5 }, -1],
    ['position: no range at all', voteByPosition, { rangeHigh: 100, rangeLow: 100 }, 0],
  ])('%s', (_case, vote, changes, expected) => {
    expect(vote({ ...dull, ...changes }, defaults)).toBe(expected);
  });
});

it('the count adds the weights of each side, and a silenced voter is not named', () => {
  const busy: Reading = { ...dull, slope: 0.2, close: 102.8, high: 103, low: 101 };
  const tally = { buy: 9, sell: 9 };
  countVotes(busy, defaults, tally);
  expect(tally).toEqual({ buy: 2, sell: 0.5 });
  expect(listVoters(busy, defaults, 1)).toEqual(['slope', 'breakout']);
  expect(listVoters(busy, { ...defaults, weight_slope: 0 }, 1)).toEqual(['breakout']);
  countVotes(busy, { ...defaults, weight_slope: 0.3 }, tally);
  expect(tally.buy).toBeCloseTo(1.3, 12);
});
