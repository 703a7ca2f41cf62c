import { describe, expect, it } from 'vitest';
import { createRng } from '../../../kernel/rng.ts';
import { SIGNAL_NAMES, type SignalName } from '../../../model/agent/decision.ts';
import type { SignalWeights } from '../bandit/draw-weights.ts';
import { mapSignals } from '../bandit/posterior.ts';
import { learnerConfig, outcomeOf } from '../bandit/outcome.fixture.ts';
import { bootstrapMean } from './bootstrap-mean.ts';
import { checkOffPolicy, type WeightedTrade } from './check-off-policy.ts';

const TILTED: SignalWeights = {
  trend: 0.4,
  momentum: 0.2,
  reversion: 0.2,
  volume: 0.1,
  derivatives: 0.1,
};
const EQUAL = mapSignals(() => 0.2);

function pick(weights: SignalWeights, u: number): SignalName {
  let left = u;
  for (const signal of SIGNAL_NAMES) {
    left -= weights[signal];
    if (left < 0) return signal;
  }
  return 'derivatives';
}

/** Trades carried by one signal each, drawn by `weights`; the signal decides what is earned on average. */
function playTrades(
  n: number,
  { seed, weights, edge }: { seed: number; weights: SignalWeights; edge: Partial<SignalWeights> },
): WeightedTrade[] {
  const rng = createRng(seed);
  return Array.from({ length: n }, (_, index) => {
    const signal = pick(weights, rng.next());
    const netReturn = (edge[signal] ?? 0) + 0.01 * rng.gaussian();
    const signalConfidence = { ...mapSignals(() => 0), [signal]: 0.8 };
    return { weights, outcome: outcomeOf({ tradeId: `t${index}`, signalConfidence, netReturn }) };
  });
}

describe('comparing the drawn weights with equal ones', () => {
  it('finds the advantage of leaning on the signal that earns, and its size', () => {
    const trades = playTrades(3_000, { seed: 1, weights: TILTED, edge: { trend: 0.02 } });
    const report = checkOffPolicy(trades, 7, learnerConfig);
    expect(report.interval?.low).toBeGreaterThan(0);
    // True values: 0.4 x 2 % drawn, 0.2 x 2 % with equal weights.
    expect(report.drawnReturn).toBeCloseTo(0.008, 2);
    expect(Math.abs((report.equalReturn ?? 0) - 0.004)).toBeLessThan(0.001);
    expect(report.meanRatio).toBeCloseTo(1, 1);
    expect(report.clipped).toBe(0);
  });

  it('finds the harm of leaning on the signal that loses', () => {
    const trades = playTrades(3_000, { seed: 2, weights: TILTED, edge: { trend: -0.02 } });
    expect(checkOffPolicy(trades, 7, learnerConfig).interval?.high).toBeLessThan(0);
  });

  it('covers zero in about 95 of 100 worlds without any difference', () => {
    const edge = mapSignals(() => 0.001);
    let covered = 0;
    for (let seed = 0; seed < 100; seed += 1) {
      const trades = playTrades(150, { seed, weights: TILTED, edge });
      const { interval } = checkOffPolicy(trades, seed, learnerConfig);
      if (interval !== null && interval.low <= 0 && interval.high >= 0) covered += 1;
    }
    expect(covered).toBeGreaterThanOrEqual(88);
  });

  it('finds no difference at all where equal weights were drawn', () => {
    const trades = playTrades(50, { seed: 3, weights: EQUAL, edge: { trend: 0.02 } });
    const report = checkOffPolicy(trades, 7, learnerConfig);
    expect(report.advantage).toBeCloseTo(0, 12);
    expect(report.effectiveN).toBeCloseTo(50, 9);
  });

  it('cuts the weight of a trade that hardly ever came about, and says so', () => {
    const weights = { ...EQUAL, trend: 0.001, momentum: 0.399 };
    const trade = { weights, outcome: outcomeOf({ netReturn: 0.1 }) };
    const only = { ...mapSignals(() => 0), trend: 1 };
    const report = checkOffPolicy(
      [{ ...trade, outcome: { ...trade.outcome, signalConfidence: only } }],
      7,
      learnerConfig,
    );
    expect(report.clipped).toBe(1);
    expect(report.equalReturn).toBeCloseTo(0.1 * learnerConfig.off_policy.max_ratio, 12);
    expect(report.interval).toBeNull();
  });

  it('counts the model’s own attributed trades, each once', () => {
    const [trade] = playTrades(1, { seed: 4, weights: TILTED, edge: {} });
    if (trade === undefined) throw new Error('no trade');
    const variant = (changes: object): WeightedTrade => ({
      ...trade,
      outcome: { ...trade.outcome, ...changes },
    });
    const trades = [
      trade,
      trade,
      variant({ tradeId: 'f', actor: 'fallback' }),
      variant({ tradeId: 'v', actor: 'vetoed' }),
      variant({ tradeId: 's', signalConfidence: mapSignals(() => 0) }),
      variant({ tradeId: 'n', netReturn: Number.NaN }),
    ];
    expect(checkOffPolicy(trades, 7, learnerConfig).n).toBe(1);
    expect(checkOffPolicy([], 7, learnerConfig)).toMatchObject({ n: 0, advantage: null });
  });

  it('gives the same interval for the same seed', () => {
    const trades = playTrades(80, { seed: 5, weights: TILTED, edge: { trend: 0.02 } });
    const report = checkOffPolicy(trades, 7, learnerConfig);
    expect(checkOffPolicy(trades, 7, learnerConfig)).toEqual(report);
    expect(checkOffPolicy(trades, 8, learnerConfig).interval).not.toEqual(report.interval);
  });
});

describe('the bootstrap interval of a mean', () => {
  it('agrees with the normal one for many values', () => {
    const rng = createRng(1);
    const values = Array.from({ length: 400 }, () => rng.gaussian());
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const interval = bootstrapMean(values, createRng(2), { resamples: 4_000, confidencePct: 95 });
    expect(Math.abs((interval?.high ?? 0) - mean - 1.96 / 20)).toBeLessThan(0.015);
    expect(Math.abs(mean - (interval?.low ?? 0) - 1.96 / 20)).toBeLessThan(0.015);
  });
});
