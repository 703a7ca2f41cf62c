import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { OUTCOME_ACTORS, type AttributedOutcome } from './attributed-outcome.ts';
import { createSignalLearner } from './create-signal-learner.ts';
import { rebuildPosterior } from './rebuild-posterior.ts';
import { banditConfig, outcomeOf, T0 } from './outcome.fixture.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyOutcome: fc.Arbitrary<AttributedOutcome> = fc
  .record({
    tradeId: fc.integer({ min: 0, max: 60 }).map((n) => `t${n}`),
    tsClosed: fc.integer({ min: T0, max: T0 + 40_000_000_000 }),
    regimeAtDecision: fc.constantFrom('low|reflation', 'high|deflation', 'low|unknown'),
    signalConfidence: fc.record({
      trend: share,
      momentum: share,
      reversion: share,
      volume: share,
      derivatives: share,
    }),
    netReturn: fc.constantFrom(-0.02, -0.001, 0, 0.003, 0.05),
    actor: fc.constantFrom('model', 'model', ...OUTCOME_ACTORS),
  })
  .map((changes) => outcomeOf(changes as Partial<AttributedOutcome>));
const anyOutcomes = fc.uniqueArray(anyOutcome, {
  maxLength: 60,
  selector: (outcome) => outcome.tsClosed,
});
const inOrder = (outcomes: readonly AttributedOutcome[]) =>
  [...outcomes].sort((one, two) => one.tsClosed - two.tsClosed);

describe('rebuilding the posterior from the journal', () => {
  it('gives exactly what was stored, whatever order the journal is read in', () => {
    fc.assert(
      fc.property(anyOutcomes, fc.integer(), (outcomes, turn) => {
        const learner = createSignalLearner(banditConfig);
        for (const outcome of inOrder(outcomes)) learner.learn(outcome);
        const at = outcomes.length === 0 ? 0 : Math.abs(turn) % outcomes.length;
        const rotated = [...outcomes.slice(at), ...outcomes.slice(0, at)];
        expect(rebuildPosterior(rotated, banditConfig)).toEqual(learner.state());
      }),
    );
  });

  it('gives the same though every outcome was heard twice and others refused in between', () => {
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const learner = createSignalLearner(banditConfig);
        let last: AttributedOutcome | undefined;
        for (const outcome of inOrder(outcomes)) {
          learner.learn(outcome);
          learner.learn(outcome);
          if (last !== undefined) learner.learn(last);
          last = outcome;
        }
        expect(learner.state()).toEqual(rebuildPosterior(outcomes, banditConfig));
      }),
    );
  });

  it('keeps the order of the journal among trades that closed in the same millisecond', () => {
    const outcomes = Array.from({ length: 30 }, (_, n) =>
      outcomeOf({
        tradeId: `t${n}`,
        signalConfidence: { ...outcomeOf().signalConfidence, trend: 1 / (n + 1) },
      }),
    );
    const learner = createSignalLearner(banditConfig);
    for (const outcome of outcomes) learner.learn(outcome);
    expect(rebuildPosterior(outcomes, banditConfig)).toEqual(learner.state());
  });

  it('sees no difference when the state went through a restart in the middle', () => {
    fc.assert(
      fc.property(anyOutcomes, fc.nat(), (outcomes, turn) => {
        const restartAt = outcomes.length === 0 ? 0 : turn % outcomes.length;
        let learner = createSignalLearner(banditConfig);
        for (const [index, outcome] of inOrder(outcomes).entries()) {
          if (index === restartAt) {
            const stored = JSON.parse(JSON.stringify(learner.state())) as ReturnType<
              typeof learner.state
            >;
            learner = createSignalLearner(banditConfig, stored);
          }
          learner.learn(outcome);
        }
        expect(learner.state()).toEqual(rebuildPosterior(outcomes, banditConfig));
      }),
    );
  });

  it('never lets an arm fall below the prior', () => {
    fc.assert(
      fc.property(anyOutcomes, (outcomes) => {
        const { posterior } = rebuildPosterior(outcomes, banditConfig);
        for (const scope of [posterior.global, ...Object.values(posterior.regimes)]) {
          for (const arm of Object.values(scope.arms)) {
            expect(arm.alpha).toBeGreaterThanOrEqual(banditConfig.prior_alpha);
            expect(arm.beta).toBeGreaterThanOrEqual(banditConfig.prior_beta);
          }
        }
      }),
    );
  });
});
