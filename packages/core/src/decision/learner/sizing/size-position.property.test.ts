import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import { calibrate, fitCalibration } from '../calibration/fit-calibration.ts';
import { anyPercent, forecastsOf } from '../calibration/cases.fixture.ts';
import { requestOf } from './request.fixture.ts';
import { sizePosition } from './size-position.ts';
import { CLAMP_NAMES, type SizingRequest } from './sizing-request.ts';

const config = learnerConfigSchema.parse({});
const KELLY_CLAMPS = CLAMP_NAMES.filter((name) => name !== 'probation');
const size = (request: SizingRequest) => sizePosition(request, config.sizing);
const range = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyRequest = fc
  .record({
    pCalibrated: range(0, 1),
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
  .map((changes) => requestOf(changes));
const fitOf = (seed: number, truth: (p: number) => number) =>
  fitCalibration(
    forecastsOf(300, { seed, state: anyPercent, truth }),
    { version: 'model@prompt-1', ts: 1e13 },
    config.calibration,
  );

describe('the size of a position', () => {
  it('is lowered by every clamp and never raised, each from where the one before left it', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { clamps, units } = size(request);
        for (const [index, clamp] of clamps.entries()) {
          expect(clamp.after).toBeLessThanOrEqual(clamp.before);
          expect(clamp.after).toBeGreaterThanOrEqual(0);
          if (index > 0) expect(clamp.before).toBe(clamps[index - 1]?.after);
        }
        const names = clamps.map((clamp) => clamp.name);
        if (names.length > 0) expect(names).toEqual(KELLY_CLAMPS);
        expect(units).toBe(clamps.at(-1)?.after ?? 0);
      }),
    );
  });

  it('keeps within every bound it names', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { units, edge, refusal } = size(request);
        expect(refusal === null).toBe(units > 0);
        if (units === 0 || edge === null) return;
        const budget = (request.equity * config.sizing.risk_budget_pct) / 100;
        expect(units * edge.lossPerUnit).toBeLessThanOrEqual(
          budget * request.sizeFraction * 1.000001,
        );
        expect(units * request.price).toBeLessThanOrEqual(request.symbolRoom * 1.000001);
        expect(units * request.price).toBeLessThanOrEqual(request.totalRoom * 1.000001);
        expect(units).toBeGreaterThanOrEqual(request.minUnits);
        expect(edge.perUnit).toBeGreaterThan(0);
        expect(request.pCalibrated).toBeGreaterThan(0.5);
      }),
    );
  });

  it('never falls as the calibrated probability grows', () => {
    fc.assert(
      fc.property(anyRequest, range(0, 1), (request, other) => {
        const [low, high] = [request.pCalibrated, other].sort((one, two) => one - two);
        const at = (pCalibrated = 0) => size({ ...request, pCalibrated }).units;
        expect(at(high)).toBeGreaterThanOrEqual(at(low) * (1 - 1e-9));
      }),
    );
  });

  it('is not raised by stating more than the cases bear out', () => {
    const fit = fitOf(1, (p) => 0.5 + 0.3 * (p - 0.5));
    const highest = size(requestOf({ pCalibrated: calibrate(fit, 0.95) })).units;
    fc.assert(
      fc.property(range(0.01, 0.99), range(0.01, 0.99), (one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        const at = (pStated: number) =>
          size(requestOf({ pCalibrated: calibrate(fit, pStated) })).units;
        expect(at(high)).toBeLessThanOrEqual(highest);
        if (calibrate(fit, high) === calibrate(fit, low)) expect(at(high)).toBe(at(low));
        if (calibrate(fit, high) < high) {
          expect(at(high)).toBeLessThanOrEqual(size(requestOf({ pCalibrated: high })).units);
        }
      }),
    );
  });

  it('is zero for an inverted forecaster, whatever he states, with any stop and target', () => {
    fc.assert(
      fc.property(anyRequest, range(0, 1), fc.nat(30), (request, pStated, seed) => {
        const pCalibrated = calibrate(
          fitOf(seed, (p) => 1 - p),
          pStated,
        );
        expect(size({ ...request, pCalibrated }).units).toBe(0);
      }),
    );
  });
});
