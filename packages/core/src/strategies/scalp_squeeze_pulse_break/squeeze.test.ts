import { describe, expect, it } from 'vitest';
import { createSqueeze } from './squeeze.ts';

const limits = { min_squeeze_bars: 3, release_bars: 2 };

/** Whether each bar between 99 and 101 was squeezed. */
function squeezeOf(flags: readonly boolean[]) {
  const squeeze = createSqueeze(limits);
  for (const flag of flags) squeeze.add({ high: 101, low: 99 }, flag);
  return squeeze;
}

const [on, off] = [true, false];

describe('a close out of the box', () => {
  it.each([
    ['above is a break upwards', [on, on, on], 101.5, 1],
    ['below is a break downwards', [on, on, on], 98.5, -1],
    ['at its edge is none', [on, on, on], 101, 0],
    ['of a squeeze too short is none', [on, on], 101.5, 0],
    ['counts in the first bar after the squeeze', [on, on, on], 101.5, 1],
    ['counts in the last bar allowed after it', [on, on, on, off], 101.5, 1],
    ['comes too late after that', [on, on, on, off, off], 101.5, 0],
    ['of two squeezes with a bar between is not added up', [on, on, off, on], 101.5, 0],
    ['of no squeeze is none', [off, off], 101.5, 0],
  ] as const)('%s', (_case, flags, close, expected) => {
    expect(squeezeOf(flags).breakOf(close)).toBe(expected);
  });

  it('is measured from the furthest bars of the squeeze, not from those after it', () => {
    const squeeze = squeezeOf([on, on, on]);
    squeeze.add({ high: 103, low: 98 }, true);
    expect([squeeze.breakOf(102), squeeze.breakOf(104), squeeze.bars()]).toEqual([0, 1, 4]);
    squeeze.add({ high: 110, low: 90 }, false);
    expect(squeeze.breakOf(104)).toBe(1);
  });

  it('happens once', () => {
    const squeeze = squeezeOf([on, on, on]);
    squeeze.spend();
    expect([squeeze.breakOf(105), squeeze.bars()]).toEqual([0, 0]);
  });
});
