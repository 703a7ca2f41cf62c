import { DAY_MS, type EpochMs } from '../../../kernel/clock.ts';
import type { BanditConfig } from '../../../contract/agent/config/learner.schema.ts';
import { SIGNAL_NAMES, type SignalName } from '../../../model/agent/decision.ts';
import type { RegimeKey } from './attributed-outcome.ts';

/** Beta(alpha, beta): pseudo-wins and pseudo-losses of one signal. */
export interface Arm {
  readonly alpha: number;
  readonly beta: number;
}

export type Arms = Readonly<Record<SignalName, Arm>>;

/** The arms of all regimes together, or of one. */
export interface Scope {
  readonly arms: Arms;
  /** Trades counted in, undecayed. */
  readonly trades: number;
  /** The arms stand as of this market time; decay from here on is reckoned when they are read. */
  readonly tsUpdated: EpochMs;
}

export interface Posterior {
  readonly global: Scope;
  readonly regimes: Readonly<Record<RegimeKey, Scope>>;
}

export function mapSignals<TValue>(of: (signal: SignalName) => TValue): Record<SignalName, TValue> {
  return Object.fromEntries(SIGNAL_NAMES.map((signal) => [signal, of(signal)])) as Record<
    SignalName,
    TValue
  >;
}

export const priorScope = (config: BanditConfig): Scope => ({
  arms: mapSignals(() => ({ alpha: config.prior_alpha, beta: config.prior_beta })),
  trades: 0,
  tsUpdated: 0,
});

export const priorPosterior = (config: BanditConfig): Posterior => ({
  global: priorScope(config),
  regimes: {},
});

/**
 * Evidence halves every `half_life_days` of market time and leaves the prior:
 * alpha(t) = alpha0 + (alpha - alpha0) x 2^(-dt / half-life), beta likewise. Exponential forgetting for bandits whose
 * arms drift: Garivier and Moulines, "On Upper-Confidence Bound Policies for Switching Bandit Problems", 2011 (the
 * discount); Raj and Kalyani, "Taming Non-stationary Bandits", 2017 (on Beta arms).
 */
function decayArm(arm: Arm, elapsedMs: number, config: BanditConfig): Arm {
  const kept = 2 ** -(Math.max(0, elapsedMs) / (config.half_life_days * DAY_MS));
  return {
    alpha: config.prior_alpha + (arm.alpha - config.prior_alpha) * kept,
    beta: config.prior_beta + (arm.beta - config.prior_beta) * kept,
  };
}

export function decayArms(scope: Scope, ts: EpochMs, config: BanditConfig): Arms {
  return mapSignals((signal) => decayArm(scope.arms[signal], ts - scope.tsUpdated, config));
}

/**
 * What is known of a signal in one regime: its own trades there, on a prior made of all other regimes' trades whose
 * weight is at most `borrowed_cases`:
 *   Beta(k x a + wins here, k x b + losses here), k = min(1, borrowed_cases / (a + b)),
 * with Beta(a, b) = prior + wins and losses elsewhere. Without a trade here this is what the rest knows; with n trades the
 * own share of the mean is n / (n + k(a + b)), growing to one. The discounted prior is the power prior of Ibrahim and
 * Chen, "Power Prior Distributions for Regression Models", Statistical Science 15, 2000; the share is Bühlmann's
 * credibility ("Experience Rating and Credibility", ASTIN Bulletin, 1967). Own trades are taken out of the rest first,
 * so that none counts twice.
 */
function shrinkArm(own: Arm, all: Arm, config: BanditConfig): Arm {
  const wins = own.alpha - config.prior_alpha;
  const losses = own.beta - config.prior_beta;
  // Two roads of decay differ in the last digit; less than nothing elsewhere is nothing.
  const a = Math.max(config.prior_alpha, all.alpha - wins);
  const b = Math.max(config.prior_beta, all.beta - losses);
  const k = Math.min(1, config.borrowed_cases / (a + b));
  return { alpha: k * a + wins, beta: k * b + losses };
}

/** The arms a decision in this regime at this time draws from. */
export function readArms(
  posterior: Posterior,
  at: { readonly regime: RegimeKey; readonly ts: EpochMs },
  config: BanditConfig,
): Arms {
  const all = decayArms(posterior.global, at.ts, config);
  const own = decayArms(posterior.regimes[at.regime] ?? priorScope(config), at.ts, config);
  return mapSignals((signal) => shrinkArm(own[signal], all[signal], config));
}
