import { expect, it } from 'vitest';
import { toCalibrationRows } from './calibration-points.ts';

it('puts curve and bins on one axis and draws no point for a bin without cases', () => {
  const rows = toCalibrationRows({
    curve: [
      { stated: 0, calibrated: 0.4 },
      { stated: 1, calibrated: 0.6 },
    ],
    reliability: [
      { from: 0, to: 0.5, n: 0, meanP: null, rate: null },
      { from: 0.5, to: 1, n: 7, meanP: 0.7, rate: 0.55 },
    ],
  });
  expect(rows).toEqual([
    { stated: 0, calibrated: 0.4 },
    { stated: 0.7, rate: 0.55, n: 7 },
    { stated: 1, calibrated: 0.6 },
  ]);
});
