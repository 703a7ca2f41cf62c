import { z } from 'zod';

const banditConfigSchema = z.strictObject({
  /** Pseudo-wins of every signal before the first trade. */
  prior_alpha: z.number().min(0.5).max(100).default(1),
  /** Pseudo-losses of every signal before the first trade. */
  prior_beta: z.number().min(0.5).max(100).default(1),
  /** After this many days of market time a trade counts half. */
  half_life_days: z.number().min(1).max(3_650).default(90),
  /** What all other regimes know counts in a regime as at most this many trades. */
  borrowed_cases: z.number().min(1).max(10_000).default(20),
  /** A signal whose confidence is not above this had no part in the trade. */
  min_confidence: z.number().min(0).max(0.99).default(0.05),
  /** Digits of the weights the model is shown. */
  shown_decimals: z.int().min(1).max(6).default(2),
});

const calibrationConfigSchema = z.strictObject({
  /** Resolved cases from which the fit is believed in full; with fewer it lies nearer to 0.5. */
  full_trust_cases: z.int().min(2).max(100_000).default(50),
  /** Cases at 0.5 that every step of the fitted curve is mixed with. */
  step_prior_cases: z.number().min(0).max(1_000).default(10),
  /** Standard errors by which the ranking must beat chance before a value above 0.5 may stand. */
  min_skill_errors: z.number().min(0).max(5).default(2),
  /** Bins of the reliability curve, of equal width. */
  reliability_bins: z.int().min(2).max(50).default(10),
});

const probationConfigSchema = z.strictObject({
  /** A forecaster of whom fewer cases are resolved may trade without a proven edge; 0: nobody may. */
  cases: z.int().min(0).max(10_000).default(30),
  /** Most such a trade may lose at its stop, in percent of equity. */
  risk_pct: z.number().gt(0).max(1).default(0.05),
});

const sizingConfigSchema = z.strictObject({
  /** Share of the Kelly bet that is taken. */
  kelly_fraction: z.number().gt(0).max(1).default(0.25),
  /** Most a Kelly bet may lose at its stop, in percent of equity. */
  kelly_cap_pct: z.number().gt(0).max(100).default(2),
  /** Most any trade may lose at its stop, in percent of equity; the model's size is a share of it. */
  risk_budget_pct: z.number().gt(0).max(10).default(0.5),
  probation: probationConfigSchema.prefault({}),
});

const offPolicyConfigSchema = z.strictObject({
  /** Largest weight of one trade. */
  max_ratio: z.number().min(1).max(1_000).default(5),
  /** Samples of the bootstrap. */
  resamples: z.int().min(100).max(100_000).default(2_000),
  /** Coverage of the interval, in percent. */
  confidence_pct: z.number().min(50).max(99.9).default(95),
});

/** `agent.learner`: signal weights, calibration of stated probabilities, size. */
export const learnerConfigSchema = z.strictObject({
  bandit: banditConfigSchema.prefault({}),
  calibration: calibrationConfigSchema.prefault({}),
  sizing: sizingConfigSchema.prefault({}),
  off_policy: offPolicyConfigSchema.prefault({}),
});

export type LearnerConfig = z.output<typeof learnerConfigSchema>;
export type BanditConfig = LearnerConfig['bandit'];
export type CalibrationConfig = LearnerConfig['calibration'];
export type SizingConfig = LearnerConfig['sizing'];
