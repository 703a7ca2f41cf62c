import { describe, expect, it } from 'vitest';
import { params } from './params.ts';
import { projectBreak } from './projection.ts';
import type { RangeBreak } from './range-break.ts';

const even = { stop_bps: 50, target_bps: 50, spreadBps: 0 };
const sizes = params.parse({
  size_per_edge: 4,
  min_size_multiplier: 0.8,
  max_size_multiplier: 1.3,
});
const breakOf = (changes: Partial<RangeBreak>): RangeBreak => ({
  direction: 1,
  edge: 101,
  farEdge: 100,
  lean: 0,
  reach: 0,
  lateness: 1,
  ...changes,
});

describe('the projection of an even bet', () => {
  it.each([
    ['without any evidence', {}, 0.5, 1],
    ['of a range that leaned away', { lean: -1 }, 0.4626, 0.8503],
    ['of an early break', { lateness: 0 }, 0.525, 1.0999],
    ['of a far close, capped', { reach: 7 }, 0.5498, 1.1993],
    ['of everything at once', { lean: 1, reach: 1, lateness: 0 }, 0.6106, 1.3],
  ])('%s', (_case, changes, probability, multiplier) => {
    const projection = projectBreak(breakOf(changes), even, sizes);
    expect(projection.projection_probability).toBeCloseTo(probability, 4);
    expect(projection.size_multiplier).toBeCloseTo(multiplier, 4);
  });

  it('never makes the size smaller than allowed', () => {
    const hard = { ...sizes, size_per_edge: 20 };
    expect(projectBreak(breakOf({ lean: -1 }), even, hard).size_multiplier).toBe(0.8);
  });

  it('measures the edge from what the spread leaves of the bet', () => {
    const wide = { ...even, spreadBps: 20 };
    const { projection_probability, size_multiplier } = projectBreak(breakOf({}), wide, sizes);
    expect(projection_probability).toBeCloseTo(0.3, 10);
    expect(size_multiplier).toBe(1);
  });
});
