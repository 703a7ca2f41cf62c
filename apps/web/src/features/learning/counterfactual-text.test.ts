import { describe, expect, it } from 'vitest';
import { intervalText, judge, meanText } from './counterfactual-text.ts';

const of = (low: number, high: number) => ({
  n: 9,
  mean: (low + high) / 2,
  interval: { low, high },
});

describe('an estimate in words', () => {
  it('is better or worse only where the whole interval says so', () => {
    expect([of(0.1, 2), of(-2, -0.1), of(-0.1, 2)].map(judge)).toEqual([
      'better',
      'worse',
      'undecided',
    ]);
  });

  it('carries its sign, and says what it lacks', () => {
    expect([meanText(of(-3, 1)), intervalText(of(-3, 1))]).toEqual(['−1.00', '−3.00 to +1.00']);
    const none = { n: 0, mean: null, interval: null };
    expect([meanText(none), intervalText(none), judge(none)]).toEqual([
      '–',
      'no case',
      'undecided',
    ]);
    expect(intervalText({ n: 1, mean: 2, interval: null })).toBe('too few');
  });
});
