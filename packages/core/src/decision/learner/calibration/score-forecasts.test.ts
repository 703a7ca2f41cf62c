import { describe, expect, it } from 'vitest';
import { anyPercent, forecastsOf } from './cases.fixture.ts';
import { rankSkill } from './rank-skill.ts';
import type { ResolvedCase } from './calibration-case.ts';
import { scoreForecasts } from './score-forecasts.ts';

describe('scoring forecasts', () => {
  it('gives the Brier score and the log loss of a table reckoned by hand', () => {
    const score = scoreForecasts(
      [
        { p: 0.8, happened: true },
        { p: 0.6, happened: false },
        { p: 0.25, happened: false },
      ],
      4,
    );
    expect(score.brier).toBeCloseTo((0.04 + 0.36 + 0.0625) / 3, 12);
    expect(score.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.4) + Math.log(0.75)) / 3, 12);
    expect(score.baseRate).toBeCloseTo(1 / 3, 12);
    expect(score.reliability.map((bin) => bin.n)).toEqual([0, 1, 1, 1]);
    expect(score.reliability[2]).toEqual({ from: 0.5, to: 0.75, n: 1, meanP: 0.6, rate: 0 });
    expect(score.reliability[0]).toMatchObject({ meanP: null, rate: null });
  });

  it('says nothing about nothing, and stays finite for the certain and wrong', () => {
    expect(scoreForecasts([], 2)).toMatchObject({
      n: 0,
      brier: null,
      logLoss: null,
      baseRate: null,
    });
    const wrong = scoreForecasts([{ p: 1, happened: false }], 10);
    expect(wrong.brier).toBe(1);
    expect(wrong.logLoss).toBeCloseTo(-Math.log(1e-6), 6);
    expect(wrong.reliability.at(-1)?.n).toBe(1);
  });

  it('puts an honest forecaster on the diagonal, every bin with its number', () => {
    const cases = forecastsOf(8_000, { seed: 4, state: anyPercent, truth: (p) => p });
    const score = scoreForecasts(
      cases.map(({ pStated, happened }) => ({ p: pStated, happened: happened === true })),
      10,
    );
    expect(score.reliability.reduce((sum, bin) => sum + bin.n, 0)).toBe(8_000);
    for (const { n, meanP, rate } of score.reliability) {
      expect(n).toBeGreaterThan(300);
      expect(Math.abs((meanP ?? 0) - (rate ?? 1))).toBeLessThan(0.06);
    }
  });
});

describe('the skill of a ranking', () => {
  const caseOf = (pStated: number, happened: boolean): ResolvedCase => ({
    decisionId: `${pStated}`,
    version: 'v',
    event: 'up_1atr_before_down_1atr',
    pStated,
    tsDecided: 0,
    tsResolves: 1,
    happened,
  });

  it('is one for a perfect order, zero for its reverse, and ties count half', () => {
    expect(rankSkill([caseOf(0.2, false), caseOf(0.8, true)])?.area).toBe(1);
    expect(rankSkill([caseOf(0.2, true), caseOf(0.8, false)])?.area).toBe(0);
    expect(rankSkill([caseOf(0.5, true), caseOf(0.5, false)])?.area).toBe(0.5);
    const mixed = [caseOf(0.2, false), caseOf(0.4, true), caseOf(0.6, false), caseOf(0.8, true)];
    expect(rankSkill(mixed)?.area).toBe(0.75);
    expect(rankSkill(mixed)?.chanceError).toBeCloseTo(Math.sqrt(5 / 48), 12);
  });

  it('is unknown until both outcomes have been seen', () => {
    expect(rankSkill([])).toBeNull();
    expect(rankSkill([caseOf(0.2, true), caseOf(0.8, true)])).toBeNull();
  });
});
