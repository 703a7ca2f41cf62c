import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import type { CalibrationCase } from './calibration-case.ts';
import { anyPercent, forecastsOf } from './cases.fixture.ts';
import { calibrate, fitCalibration } from './fit-calibration.ts';

const config = learnerConfigSchema.parse({}).calibration;
const NOW = { version: 'model@prompt-1', ts: 1e13 };
const GRID = Array.from({ length: 101 }, (_, n) => n / 100);
const fitOf = (cases: readonly CalibrationCase[]) => fitCalibration(cases, NOW, config);

describe('calibrating a stated probability', () => {
  it('comes to the truth about a forecaster who overstates', () => {
    const truth = (p: number) => 0.5 + 0.4 * (p - 0.5);
    const fit = fitOf(forecastsOf(5_000, { seed: 1, state: anyPercent, truth }));
    for (const p of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      expect(Math.abs(calibrate(fit, p) - truth(p))).toBeLessThan(0.05);
    }
  });

  it('ends at one half or less for an inverted forecaster, whatever he states', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const n = [20, 60, 300][seed % 3] ?? 20;
      const fit = fitOf(forecastsOf(n, { seed, state: anyPercent, truth: (p) => 1 - p }));
      for (const p of GRID) expect(calibrate(fit, p)).toBeLessThanOrEqual(0.5);
    }
  });

  it('ends there too when he only ever states high probabilities in a rising market', () => {
    const state = (u: number) => 0.6 + 0.3 * u;
    const truth = (p: number) => (p < 0.75 ? 0.75 : 0.5);
    const fit = fitOf(forecastsOf(400, { seed: 3, state, truth }));
    expect(fit.steps.at(-1)?.value).toBeGreaterThan(0.55);
    for (const p of GRID) expect(calibrate(fit, p)).toBeLessThanOrEqual(0.5);
  });

  it('lets one in five at most of those who guess pass for skilled, and never far from one half', () => {
    const fits = Array.from({ length: 200 }, (_, seed) =>
      fitOf(forecastsOf(200, { seed, state: anyPercent, truth: () => 0.5 })),
    );
    expect(fits.filter((fit) => fit.isSkilled).length).toBeLessThan(45);
    expect(Math.max(...fits.map((fit) => calibrate(fit, 0.6)))).toBeLessThan(0.65);
  });

  it('stays at one half without a case and is believed in proportion below the full number', () => {
    expect(calibrate(fitOf([]), 0.9)).toBe(0.5);
    const truth = (p: number) => (p > 0.5 ? 1 : 0);
    const half = fitOf(
      forecastsOf(config.full_trust_cases / 2, { seed: 2, state: anyPercent, truth }),
    );
    expect(half.trust).toBe(0.5);
    const top = half.steps.at(-1)?.value ?? 0;
    expect(calibrate(half, 1)).toBeCloseTo(0.5 + 0.5 * (top - 0.5), 12);
  });

  it('does not take a step of three cases at its word', () => {
    const many = forecastsOf(100, { seed: 4, state: () => 0.4, truth: () => 0.5 });
    const three = forecastsOf(3, { seed: 4, state: () => 0.9, truth: () => 1 }).map((item) => ({
      ...item,
      decisionId: `top-${item.decisionId}`,
    }));
    const top = fitOf([...many, ...three]).steps.at(-1)?.value;
    expect(top).toBeGreaterThan(0.5);
    expect(top).toBeLessThanOrEqual((3 + 5) / (3 + 10));
  });

  it('never falls as the stated probability grows, and stays in 0..1, for any cases', () => {
    const anyCases = fc.array(
      fc.record({ p: fc.integer({ min: 0, max: 20 }), happened: fc.boolean() }),
      { maxLength: 120 },
    );
    fc.assert(
      fc.property(anyCases, (items) => {
        const [first] = forecastsOf(1, { seed: 0, state: anyPercent, truth: () => 1 });
        const cases = items.map(({ p, happened }, n) => ({
          ...(first as CalibrationCase),
          decisionId: `d${n}`,
          pStated: p / 20,
          happened,
        }));
        const fit = fitOf(cases);
        let last = 0;
        for (const p of GRID) {
          const value = calibrate(fit, p);
          expect(value).toBeGreaterThanOrEqual(last - 1e-12);
          expect(value).toBeLessThanOrEqual(1);
          last = value;
        }
      }),
    );
  });

  it('is the same from its stored form', () => {
    const fit = fitOf(forecastsOf(80, { seed: 5, state: anyPercent, truth: (p) => p }));
    const stored = JSON.parse(JSON.stringify(fit)) as typeof fit;
    expect(GRID.map((p) => calibrate(stored, p))).toEqual(GRID.map((p) => calibrate(fit, p)));
  });
});

describe('which cases a fit may see', () => {
  const cases = forecastsOf(200, { seed: 9, state: anyPercent, truth: (p) => p });

  it('at time t sees only what was resolved before t: the future changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 210 }), fc.boolean(), (hour, flip) => {
        const at = { ...NOW, ts: hour * 3_600_000 };
        const past = cases.filter((item) => item.tsResolves < at.ts);
        const rewritten = cases.map((item) =>
          item.tsResolves < at.ts ? item : { ...item, happened: flip, pStated: 0.99 },
        );
        const fit = fitCalibration(rewritten, at, config);
        expect(fit.n).toBe(past.length);
        expect(fit).toEqual(fitCalibration(past, at, config));
      }),
    );
  });

  it('leaves out open cases, other versions, repeats and figures that are no probability', () => {
    const [one] = cases;
    if (one === undefined) throw new Error('no case');
    const given: CalibrationCase[] = [
      one,
      { ...one, pStated: 0.1 },
      { ...one, decisionId: 'open', happened: null },
      { ...one, decisionId: 'other', version: 'model@prompt-2' },
      { ...one, decisionId: 'nan', pStated: Number.NaN },
      { ...one, decisionId: 'back', tsDecided: one.tsResolves + 1 },
    ];
    expect(fitOf(given)).toEqual(fitOf([one]));
    expect(fitOf(given).n).toBe(1);
  });
});
