import { describe, expect, it } from 'vitest';
import { asMoney, money } from '@quarterdeck/core/kernel/decimal';
import { createDeskState } from '@quarterdeck/core/desk/desk-state';
import { drawdownPctOf } from '@quarterdeck/core/desk/valuation';
import { deskOptions } from '../support/desk-world.ts';

const PEAK = money('100000');
const HUNDREDTHS = Array.from({ length: 10_000 }, (_, index) => index + 1);

function deskAtPeak() {
  const state = createDeskState(deskOptions());
  state.peakEquity = PEAK;
  return state;
}

describe('a drawdown of just what the limit says', () => {
  it('has reached it, whatever the limit', () => {
    const state = deskAtPeak();
    const missed = HUNDREDTHS.filter((share) => {
      const equity = asMoney(PEAK - (PEAK * BigInt(share)) / 10_000n);
      return !(drawdownPctOf(state, equity) >= share / 100);
    });
    expect(missed).toEqual([]);
  });

  it('has not, while a hair is missing', () => {
    const state = deskAtPeak();
    const reached = HUNDREDTHS.filter((share) => {
      const equity = asMoney(PEAK - (PEAK * BigInt(share)) / 10_000n + 1n);
      return drawdownPctOf(state, equity) >= share / 100;
    });
    expect(reached).toEqual([]);
  });

  it('is nothing at the peak and above it', () => {
    const state = deskAtPeak();
    expect(drawdownPctOf(state, PEAK)).toBe(0);
    expect(drawdownPctOf(state, money('100001'))).toBe(0);
  });
});
