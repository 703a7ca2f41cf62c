import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import { calibrate, fitCalibration, type Calibration } from '../calibration/fit-calibration.ts';
import { anyPercent, forecastsOf } from '../calibration/cases.fixture.ts';
import { requestOf } from './request.fixture.ts';
import { sizePosition } from './size-position.ts';
import { sizeStake, type StakeRequest } from './size-stake.ts';

const { calibration, sizing } = learnerConfigSchema.parse({});
const { cases: PROBATION_CASES, risk_pct } = sizing.probation;
const range = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyRequest = fc
  .record({
    pCalibrated: range(0, 1),
    resolvedCases: fc.nat(60),
    sizeFraction: range(0, 1),
    atr: range(1, 3_000),
    stopDistance: range(1, 5_000),
    targetDistance: fc.option(range(1, 5_000), { nil: null }),
    costPerUnit: range(0, 500),
    equity: range(1, 1e7),
    symbolRoom: range(-1e5, 1e7),
    totalRoom: range(-1e5, 1e7),
    minUnits: range(0, 0.1),
  })
  .map(({ resolvedCases, ...changes }): StakeRequest => ({ ...requestOf(changes), resolvedCases }));

interface Forecaster {
  readonly state: (u: number) => number;
  readonly truth: (p: number) => number;
}
const INVERTED: Forecaster = { state: anyPercent, truth: (p) => 1 - p };
const RANDOM: Forecaster = { state: anyPercent, truth: () => 0.5 };
/** Says the same of everything, in a market that rises more often than not. */
const STUBBORN: Forecaster = { state: () => 0.8, truth: () => 0.65 };

/** What is known of a forecaster after so many cases. */
function knownOf(
  forecaster: Forecaster,
  { n, seed }: { readonly n: number; readonly seed: number },
  config = calibration,
): Calibration {
  const cases = forecastsOf(n, { seed, ...forecaster });
  return fitCalibration(cases, { version: 'model@prompt-1', ts: 1e13 }, config);
}

/** Loss at the stop in percent of equity. */
function riskPct(request: StakeRequest, config = sizing): number {
  const { units, edge } = sizeStake(request, config);
  return edge === null ? 0 : (units * edge.lossPerUnit * 100) / request.equity;
}

const anyCount = fc.integer({ min: PROBATION_CASES, max: 300 });

describe('the stake', () => {
  it('on probation never loses more than its risk at the stop, whatever else is asked', () => {
    fc.assert(
      fc.property(anyRequest, range(0.001, 1), (request, pct) => {
        const config = { ...sizing, probation: { cases: PROBATION_CASES, risk_pct: pct } };
        if (sizePosition(request, config).refusal === null) return;
        const highest = Math.min(pct, config.risk_budget_pct) * request.sizeFraction;
        expect(riskPct(request, config)).toBeLessThanOrEqual(highest * 1.000001);
        expect(sizeStake(request, config).units * request.price).toBeLessThanOrEqual(
          Math.max(0, Math.min(request.symbolRoom, request.totalRoom)) * 1.000001,
        );
      }),
    );
  });

  it('is the ordinary size wherever that is above zero, and once the cases are resolved', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plain = sizePosition(request, sizing);
        const isOrdinary = plain.units > 0 || request.resolvedCases >= PROBATION_CASES;
        if (isOrdinary) expect(sizeStake(request, sizing)).toEqual(plain);
        const names = sizeStake(request, sizing).clamps.map(({ name }) => name);
        if (isOrdinary) expect(names).not.toContain('probation');
      }),
    );
  });

  it('is zero for an inverted forecaster once the cases are resolved, whatever he states', () => {
    fc.assert(
      fc.property(anyRequest, range(0, 1), anyCount, fc.nat(50), (request, pStated, n, seed) => {
        const pCalibrated = calibrate(knownOf(INVERTED, { n, seed }), pStated);
        expect(riskPct({ ...request, pCalibrated, resolvedCases: n })).toBe(0);
      }),
    );
  });

  it('is zero for one who always says the same, in a rising market too', () => {
    fc.assert(
      fc.property(anyRequest, range(0, 1), anyCount, fc.nat(50), (request, pStated, n, seed) => {
        const pCalibrated = calibrate(knownOf(STUBBORN, { n, seed }), pStated);
        expect(riskPct({ ...request, pCalibrated, resolvedCases: n })).toBe(0);
      }),
    );
  });

  it.each([
    [1, 0.8],
    [3, 0.99],
  ])(
    'is zero for one who guesses, but for luck: %s errors of chance, in more than %s of lives',
    (min_skill_errors, share) => {
      const lives = Array.from({ length: 400 }, (_, seed) => {
        const n = PROBATION_CASES + (seed % 270);
        const known = knownOf(RANDOM, { n, seed }, { ...calibration, min_skill_errors });
        const pCalibrated = calibrate(known, 0.9);
        return riskPct({ ...requestOf({ pCalibrated }), resolvedCases: n });
      });
      expect(lives.filter((risk) => risk === 0).length / lives.length).toBeGreaterThan(share);
      expect(Math.max(...lives)).toBeLessThanOrEqual(sizing.risk_budget_pct * 1.000001);
    },
  );

  it('knows nothing of what was stated', () => {
    fc.assert(
      fc.property(anyRequest, range(0, 1), range(0, 1), (request, one, other) => {
        const nobody = knownOf(RANDOM, { n: 0, seed: 1 });
        const at = (pStated: number): number => {
          const raw = {
            ...request,
            pStated,
            pEvent: pStated,
            pCalibrated: calibrate(nobody, pStated),
          };
          return sizeStake(raw, sizing).units;
        };
        expect(at(one)).toBe(at(other));
      }),
    );
  });

  it('finds out about a forecaster for at most the cases times the risk, one trade a case', () => {
    fc.assert(
      fc.property(anyRequest, fc.nat(50), (request, seed) => {
        let paid = 0;
        for (let n = 0; n < PROBATION_CASES + 20; n += 1) {
          const pCalibrated = calibrate(knownOf(INVERTED, { n, seed }), 0.9);
          const { clamps } = sizeStake({ ...request, pCalibrated, resolvedCases: n }, sizing);
          if (clamps[0]?.name !== 'probation') continue;
          paid += riskPct({ ...request, pCalibrated, resolvedCases: n });
        }
        expect(paid).toBeLessThanOrEqual(PROBATION_CASES * risk_pct * 1.000001);
      }),
      { numRuns: 25 },
    );
  });
});
