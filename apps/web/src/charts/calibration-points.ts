import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';

export interface CalibrationRow {
  /** Stated probability. */
  readonly stated: number;
  /** What a stated one is taken for. */
  readonly calibrated?: number;
  /** How often the event came, and of how many cases that is known. */
  readonly rate?: number;
  readonly n?: number;
}

type Calibration = LearningView['calibrations'][number];

/** Curve and bins on one axis, from left to right; bins without a case have no point. */
export function toCalibrationRows({
  curve,
  reliability,
}: Pick<Calibration, 'curve' | 'reliability'>): readonly CalibrationRow[] {
  const bins = reliability.flatMap(({ meanP, rate, n }) =>
    meanP === null || rate === null || n === 0 ? [] : [{ stated: meanP, rate, n }],
  );
  return [...curve, ...bins].sort((one, other) => one.stated - other.stated);
}
