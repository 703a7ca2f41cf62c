import { describe, expect, it } from 'vitest';
import { HeapSamples, isFlat } from './heap-samples.ts';

describe('whether memory is flat', () => {
  it.each([
    [200, 219, true],
    [200, 221, false],
    [30, 41, true],
    [30, 43, false],
    [40, 20, true],
  ])('%i MB at first and %i MB at the end: %s', (early, late, expected) => {
    expect(isFlat(early, late)).toBe(expected);
  });

  it('leaves the first sample out and compares the thirds of the others', () => {
    const heap = new HeapSamples();
    heap.points.push([0.1, 500], [0.2, 30], [0.4, 32], [0.6, 90], [0.8, 60], [0.9, 33], [1, 35]);
    expect(heap.judge(0)).toEqual({ earlyMb: 31, lateMb: 34, isFlat: true });
    expect(heap.judge(0.75)).toEqual({ earlyMb: 33, lateMb: 35, isFlat: true });
  });
});
