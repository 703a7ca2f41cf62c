import { describe, expect, it } from 'vitest';
import { toSizeSteps } from './size-steps.ts';

describe('the size of a decision, clamp by clamp', () => {
  it('shows what each clamp left and took, as shares of what was asked', () => {
    const steps = toSizeSteps({
      unit: 'base',
      requested: 4,
      clamps: [
        { name: 'kelly_fraction', before: 4, after: 1 },
        { name: 'risk_budget', before: 1, after: 1 },
      ],
      final: 1,
    });
    expect(steps.map(({ name, left, taken }) => [name, left, taken])).toEqual([
      ['asked', 1, 0],
      ['kelly_fraction', 0.25, 0.75],
      ['risk_budget', 0.25, 0],
      ['final', 0.25, 0],
    ]);
  });

  it('stays within its bar when nothing was asked', () => {
    const steps = toSizeSteps({ unit: 'quote', requested: 0, clamps: [], final: 0 });
    expect(steps.every(({ left, taken }) => left === 0 && taken === 0)).toBe(true);
  });
});
