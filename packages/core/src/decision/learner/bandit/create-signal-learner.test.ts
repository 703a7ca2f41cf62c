import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../kernel/clock.ts';
import { createSignalLearner } from './create-signal-learner.ts';
import { mapSignals, readArms } from './posterior.ts';
import { banditConfig, outcomeOf, T0 } from './outcome.fixture.ts';

const codeOf = (verdict: { ok: boolean; code?: string }) => (verdict.ok ? 'OK' : verdict.code);

describe('learning from a closed trade', () => {
  it('gives each signal its own confidence on a win, and silence nothing', () => {
    const learner = createSignalLearner(banditConfig);
    expect(learner.learn(outcomeOf()).ok).toBe(true);
    const { global, regimes } = learner.posterior();
    expect(global.arms.trend).toEqual({ alpha: 2, beta: 1 });
    expect(global.arms.momentum).toEqual({ alpha: 1.5, beta: 1 });
    expect(global.arms.volume).toEqual({ alpha: 1, beta: 1 });
    expect(regimes['low|reflation']).toEqual(global);
  });

  it('takes it to beta on a loss, whichever way the trade went', () => {
    const learner = createSignalLearner(banditConfig);
    learner.learn(outcomeOf({ netReturn: -0.002, direction: 'short' }));
    expect(learner.posterior().global.arms.trend).toEqual({ alpha: 1, beta: 2 });
    expect(learner.posterior().global.arms.momentum).toEqual({ alpha: 1, beta: 1.5 });
  });

  it('counts a trade of exactly zero and moves no arm by it', () => {
    const learner = createSignalLearner(banditConfig);
    learner.learn(outcomeOf({ netReturn: 0 }));
    expect(learner.posterior().global.trades).toBe(1);
    expect(learner.posterior().global.arms).toEqual(mapSignals(() => ({ alpha: 1, beta: 1 })));
  });

  it('ignores a confidence at the noise floor', () => {
    const learner = createSignalLearner(banditConfig);
    const signalConfidence = mapSignals(() => banditConfig.min_confidence);
    learner.learn(outcomeOf({ signalConfidence }));
    expect(learner.posterior().global.arms.trend.alpha).toBe(1);
  });

  it.each(['fallback', 'vetoed', 'operator'] as const)(
    'learns nothing from a %s trade',
    (actor) => {
      const learner = createSignalLearner(banditConfig);
      const before = JSON.stringify(learner.state());
      expect(codeOf(learner.learn(outcomeOf({ actor })))).toBe('OUTCOME_NOT_OURS');
      expect(JSON.stringify(learner.state())).toBe(before);
    },
  );

  it('learns from a trade once, also after a restart', () => {
    const learner = createSignalLearner(banditConfig);
    learner.learn(outcomeOf());
    expect(codeOf(learner.learn(outcomeOf()))).toBe('OUTCOME_REPEATED');
    const again = createSignalLearner(banditConfig, learner.state());
    expect(codeOf(again.learn(outcomeOf({ tsClosed: T0 + DAY_MS })))).toBe('OUTCOME_REPEATED');
    expect(again.posterior().global.trades).toBe(1);
  });

  it('refuses what closed before the last trade it learned from, and broken figures', () => {
    const learner = createSignalLearner(banditConfig);
    learner.learn(outcomeOf());
    const refuse = (changes: object) =>
      codeOf(learner.learn(outcomeOf({ tradeId: 't2', ...changes })));
    expect(refuse({ tsClosed: T0 - 1 })).toBe('OUTCOME_OUT_OF_ORDER');
    expect(refuse({ netReturn: Number.NaN })).toBe('OUTCOME_MALFORMED');
    expect(refuse({ tsDecided: T0 + 1 })).toBe('OUTCOME_MALFORMED');
    expect(refuse({ signalConfidence: mapSignals(() => 1.01) })).toBe('OUTCOME_CONFIDENCE_RANGE');
    expect(refuse({ signalConfidence: mapSignals(() => Number.NaN) })).toBe(
      'OUTCOME_CONFIDENCE_RANGE',
    );
    expect(learner.posterior().global.trades).toBe(1);
  });
});

describe('what is known of a regime', () => {
  const at = (regime: 'low|reflation' | 'high|deflation', ts = T0) => ({ regime, ts }) as const;
  const learnWins = (count: number, changes: object = {}) => {
    const learner = createSignalLearner(banditConfig);
    for (let n = 0; n < count; n += 1) learner.learn(outcomeOf({ tradeId: `t${n}`, ...changes }));
    return learner;
  };
  const meanOf = ({ alpha, beta }: { alpha: number; beta: number }) => alpha / (alpha + beta);

  it('halves the evidence every half-life of market time and ends at the prior', () => {
    const learner = learnWins(8);
    const after = (days: number) =>
      readArms(learner.posterior(), at('low|reflation', T0 + days * DAY_MS), banditConfig).trend;
    expect(after(0)).toEqual({ alpha: 9, beta: 1 });
    expect(after(90).alpha).toBeCloseTo(5, 12);
    expect(after(180).alpha).toBeCloseTo(3, 12);
    expect(after(90 * 60)).toEqual({ alpha: 1, beta: 1 });
  });

  it('is what all others know while it has no trade of its own, at a bounded weight', () => {
    const few = readArms(learnWins(8).posterior(), at('high|deflation'), banditConfig).trend;
    expect(few).toEqual({ alpha: 9, beta: 1 });
    const many = readArms(learnWins(998).posterior(), at('high|deflation'), banditConfig).trend;
    expect(many.alpha + many.beta).toBeCloseTo(banditConfig.borrowed_cases, 9);
    expect(meanOf(many)).toBeCloseTo(999 / 1_000, 9);
  });

  it('leaves the others behind as its own trades grow, without counting them twice', () => {
    const learner = learnWins(500);
    const means: number[] = [];
    for (let n = 0; n < 200; n += 1) {
      learner.learn(
        outcomeOf({ tradeId: `l${n}`, regimeAtDecision: 'high|deflation', netReturn: -0.01 }),
      );
      means.push(meanOf(readArms(learner.posterior(), at('high|deflation'), banditConfig).trend));
    }
    expect(means.every((mean, n) => n === 0 || mean < (means[n - 1] ?? 0))).toBe(true);
    expect(means[19]).toBeCloseTo((501 / 502) * (20 / 40), 6);
    expect(means.at(-1)).toBeLessThan(0.1);
  });

  it('is the plain posterior where there is one regime only', () => {
    const learner = learnWins(300);
    const own = readArms(learner.posterior(), at('low|reflation'), banditConfig).trend;
    expect(own).toEqual(learner.posterior().global.arms.trend);
  });
});
