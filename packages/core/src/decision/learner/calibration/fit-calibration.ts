import type { CalibrationConfig } from '../../../contract/agent/config/learner.schema.ts';
import { ensureDefined } from '../../../kernel/ensure.ts';
import { selectCases, type CalibrationCase, type CaseSelection } from './calibration-case.ts';
import { fitIsotonic, type IsotonicStep } from './fit-isotonic.ts';
import { rankSkill, type RankSkill } from './rank-skill.ts';

/** Plain JSON: journalled with the decision, it gives the same figure again. */
export interface Calibration extends CaseSelection {
  /** Cases the fit saw. */
  readonly n: number;
  /** 0..1: how much of the fitted distance from 0.5 is believed. */
  readonly trust: number;
  /** Null while only one of the two outcomes has been seen. */
  readonly skill: RankSkill | null;
  /** Whether the ranking is so much better than chance that a value above one half may stand. */
  readonly isSkilled: boolean;
  /** Levels rising with the stated probability, before `trust`. */
  readonly steps: readonly IsotonicStep[];
}

/** Of a forecaster about whom nothing says that he knows anything: never above one half. */
const IGNORANT = 0.5;

/**
 * A step of few cases is drawn to 0.5 as if it held `step_prior_cases` more, half of which happened: the m-estimate of
 * Cestnik, "Estimating Probabilities", ECAI 1990. Uneven pulls can break the order, so the steps are pooled once more.
 */
function softenSteps(steps: readonly IsotonicStep[], priorCases: number): IsotonicStep[] {
  const softened = steps.map(({ from, to, value, weight }) => ({
    from,
    to,
    value: (value * weight + IGNORANT * priorCases) / (weight + priorCases),
    weight: weight + priorCases,
  }));
  const levels = fitIsotonic(softened.map(({ value, weight }, x) => ({ x, y: value, weight })));
  return levels.map(({ from, to, value, weight }) => ({
    from: ensureDefined(softened[from], 'first step of a level').from,
    to: ensureDefined(softened[to], 'last step of a level').to,
    value,
    weight,
  }));
}

/**
 * The map from stated to calibrated probability, from resolved, past, same-version cases alone. Isotonic regression as
 * calibration: Zadrozny and Elkan, "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD
 * 2002. With n cases the result is 0.5 + trust x (fit - 0.5), trust = min(1, n / full_trust_cases): limited
 * fluctuation credibility (Mowbray, 1914) without its square root, which is the more cautious.
 */
export function fitCalibration(
  cases: readonly CalibrationCase[],
  selection: CaseSelection,
  config: CalibrationConfig,
): Calibration {
  const known = selectCases(cases, selection);
  const skill = rankSkill(known);
  const points = known.map(({ pStated, happened }) => ({
    x: pStated,
    y: happened ? 1 : 0,
    weight: 1,
  }));
  return {
    version: selection.version,
    ts: selection.ts,
    n: known.length,
    trust: Math.min(1, known.length / config.full_trust_cases),
    skill,
    isSkilled: skill !== null && skill.area > 0.5 + config.min_skill_errors * skill.chanceError,
    steps: softenSteps(fitIsotonic(points), config.step_prior_cases),
  };
}

/** Level at `p`: flat on a step, a straight line between two, flat beyond the outermost. */
function levelAt(steps: readonly IsotonicStep[], p: number): number {
  let below: IsotonicStep | undefined;
  for (const step of steps) {
    if (p >= step.from && p <= step.to) return step.value;
    if (p < step.from) {
      if (below === undefined) return step.value;
      const share = (p - below.to) / (step.from - below.to);
      return below.value + share * (step.value - below.value);
    }
    below = step;
  }
  return below?.value ?? IGNORANT;
}

/**
 * Calibrated probability of the stated event; never falls as `pStated` grows. A forecaster whose ranking is not
 * better than chance, or unknown, gets one half at the most: the market's drift is not his skill.
 */
export function calibrate(calibration: Calibration, pStated: number): number {
  const { steps, trust, isSkilled } = calibration;
  const value = IGNORANT + trust * (levelAt(steps, pStated) - IGNORANT);
  return isSkilled ? value : Math.min(IGNORANT, value);
}
