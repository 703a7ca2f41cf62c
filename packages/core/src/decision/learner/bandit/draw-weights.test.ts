import { describe, expect, it } from 'vitest';
import { mean } from 'simple-statistics';
import fc from 'fast-check';
import { SIGNAL_NAMES } from '../../../model/agent/decision.ts';
import { createSignalLearner } from './create-signal-learner.ts';
import { drawFromArms, roundShares } from './draw-weights.ts';
import { mapSignals } from './posterior.ts';
import { banditConfig, outcomeOf, T0 } from './outcome.fixture.ts';

const REQUEST = { decisionId: 'd7', regime: 'low|reflation', ts: T0, seed: 42 } as const;
const sumOf = (weights: Record<string, number>) =>
  Object.values(weights).reduce((total, weight) => total + weight, 0);

describe('drawing weights for a decision', () => {
  it('is the same for the same posterior, seed and decision, whatever was drawn before', () => {
    const learner = createSignalLearner(banditConfig);
    const first = learner.draw(REQUEST);
    learner.draw({ ...REQUEST, decisionId: 'other' });
    expect(learner.draw(REQUEST)).toEqual(first);
  });

  it('differs by decision and by seed', () => {
    const learner = createSignalLearner(banditConfig);
    const { samples } = learner.draw(REQUEST);
    expect(learner.draw({ ...REQUEST, decisionId: 'd8' }).samples).not.toEqual(samples);
    expect(learner.draw({ ...REQUEST, seed: 43 }).samples).not.toEqual(samples);
    expect(new Set(Object.values(samples)).size).toBe(SIGNAL_NAMES.length);
  });

  it('can be made again from its journalled arms, seed and decision id', () => {
    const draw = createSignalLearner(banditConfig).draw(REQUEST);
    const read = JSON.parse(JSON.stringify(draw)) as typeof draw;
    const again = drawFromArms(read.arms, read, banditConfig.shown_decimals);
    expect({ ...read, ...again }).toEqual(draw);
  });

  it('draws each decision from the arms: over many decisions the mean is the arm’s', () => {
    const learner = createSignalLearner(banditConfig);
    for (let n = 0; n < 30; n += 1) learner.learn(outcomeOf({ tradeId: `t${n}` }));
    const draws = Array.from({ length: 4_000 }, (_, n) =>
      learner.draw({ ...REQUEST, decisionId: `d${n}` }),
    );
    expect(mean(draws.map((draw) => draw.samples.trend))).toBeCloseTo(31 / 32, 2);
    expect(mean(draws.map((draw) => draw.samples.volume))).toBeCloseTo(0.5, 1);
    expect(mean(draws.map((draw) => draw.weights.trend))).toBeGreaterThan(
      mean(draws.map((draw) => draw.weights.volume)),
    );
  });

  it('shows weights that add up to one to the last shown digit', () => {
    const anyWeight = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(anyWeight, { minLength: 5, maxLength: 5 }), (raw) => {
        const sum = raw.reduce((total, weight) => total + weight, 0);
        const weights = mapSignals((signal) => (raw[SIGNAL_NAMES.indexOf(signal)] ?? 0) / sum);
        const shown = roundShares(weights, 2);
        expect(Math.round(sumOf(shown) * 1e9)).toBe(1e9);
        for (const signal of SIGNAL_NAMES) {
          expect(Math.abs(shown[signal] - weights[signal])).toBeLessThan(0.01 + 1e-12);
        }
      }),
    );
  });

  it('normalises what it drew', () => {
    const { weights, samples } = createSignalLearner(banditConfig).draw(REQUEST);
    expect(sumOf(weights)).toBeCloseTo(1, 12);
    expect(weights.trend / weights.volume).toBeCloseTo(samples.trend / samples.volume, 12);
  });
});
