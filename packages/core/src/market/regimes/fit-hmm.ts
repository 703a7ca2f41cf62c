import type { HmmConfig } from '../../contract/agent/config/regimes.schema.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import { orderByVariance, type HmmModel, type Pair } from './hmm-model.ts';
import { improveHmm, type HmmStep } from './improve-hmm.ts';

export type FitOptions = Pick<
  HmmConfig,
  'min_returns' | 'max_iterations' | 'tolerance' | 'min_occupancy'
>;

export interface HmmFit {
  readonly model: HmmModel;
  /** Natural logarithm, of all returns. */
  readonly logLikelihood: number;
  /** Share of the days in each state. */
  readonly occupancy: Pair;
  readonly returns: number;
  /** From the start that won to the top. */
  readonly iterations: number;
  readonly hasConverged: boolean;
}

/** Days this far out, by size of the return, begin as turbulent. */
const SPLITS = [0.5, 0.65, 0.8, 0.9, 0.95] as const;
/** Iterations of the short runs, and how many of those are followed to the top. */
const SHORT_RUN = 20;
const FOLLOWED = 2;
const FIRST_STAY = 0.95;
/** Of the variance of all returns: below it a state would be a handful of equal days with an endless likelihood. */
const FLOOR_SHARE = 1e-4;

function momentsOf(values: Float64Array): readonly [mean: number, variance: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, squares / values.length];
}

/** Both states begin with what the days of their side of the split have; no randomness anywhere. */
function startAt(share: number, returns: Float64Array, varianceFloor: number): HmmModel {
  const [centre] = momentsOf(returns);
  const sizes = returns.map((value) => Math.abs(value - centre)).sort();
  const limit = sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0;
  const isFar = (value: number) => Math.abs(value - centre) >= limit;
  const near = momentsOf(returns.filter((value) => !isFar(value)));
  const far = momentsOf(returns.filter(isFar));
  const leave = 1 - FIRST_STAY;
  const known = (value: number, instead: number) => (Number.isFinite(value) ? value : instead);
  return {
    initial: [share, 1 - share],
    transition: [
      [FIRST_STAY, leave],
      [leave, FIRST_STAY],
    ],
    mean: [known(near[0], centre), known(far[0], centre)],
    variance: [
      Math.max(varianceFloor, known(near[1], varianceFloor)),
      Math.max(varianceFloor, known(far[1], varianceFloor)),
    ],
  };
}

interface Climb {
  readonly model: HmmModel;
  readonly logLikelihood: number;
  readonly occupancy: Pair;
  readonly iterations: number;
  readonly hasConverged: boolean;
}

interface ClimbOptions extends FitOptions {
  readonly varianceFloor: number;
  /** Likelihood of each model on the way, for those who watch it climb. */
  readonly onStep?: (logLikelihood: number) => void;
}

/** Baum-Welch from one start until an iteration adds less than the tolerance. */
export function climbHmm(start: HmmModel, returns: Float64Array, options: ClimbOptions): Climb {
  const improve = (model: HmmModel) => improveHmm(model, returns, options.varianceFloor);
  let model = start;
  let step: HmmStep = improve(model);
  options.onStep?.(step.logLikelihood);
  for (let iterations = 1; iterations <= options.max_iterations; iterations += 1) {
    const next = improve(step.model);
    options.onStep?.(next.logLikelihood);
    const gain = next.logLikelihood - step.logLikelihood;
    model = step.model;
    step = next;
    if (gain >= options.tolerance) continue;
    return { model, ...figuresOf(step), iterations, hasConverged: true };
  }
  return { model, ...figuresOf(step), iterations: options.max_iterations, hasConverged: false };
}

const figuresOf = ({ logLikelihood, occupancy }: HmmStep) => ({ logLikelihood, occupancy });

function checkReturns(returns: Float64Array, least: number): Parsed<number> {
  if (returns.length < least) {
    return denied('RETURNS_TOO_FEW', { returns: returns.length, least });
  }
  const malformed = returns.findIndex((value) => !Number.isFinite(value));
  if (malformed >= 0) return denied('RETURNS_MALFORMED', { day: malformed });
  const [, variance] = momentsOf(returns);
  return variance > 0 ? parsed(variance) : denied('RETURNS_CONSTANT', { returns: returns.length });
}

type Climber = (start: HmmModel, iterations: number) => Climb;

/**
 * A short run from every start, then on to the top from the best two of them (C. Biernacki, G. Celeux, G. Govaert,
 * Comput. Stat. Data Anal. 41, 2003): most starts lead to the same top, and need not all be followed to it. From the
 * others too when neither of the two ends in two states.
 */
function climbFromAll(starts: readonly HmmModel[], climb: Climber, options: FitOptions) {
  const isGood = ({ occupancy }: Climb) => Math.min(...occupancy) >= options.min_occupancy;
  const shortRuns = starts
    .map((start) => climb(start, Math.min(SHORT_RUN, options.max_iterations)))
    .toSorted((one, other) => other.logLikelihood - one.logLikelihood);
  const inOrder = [...shortRuns.filter(isGood), ...shortRuns.filter((each) => !isGood(each))];
  const goOn = (run: Climb): Climb => {
    const left = options.max_iterations - run.iterations;
    if (run.hasConverged || left < 1) return run;
    const rest = climb(run.model, left);
    return { ...rest, iterations: run.iterations + rest.iterations };
  };
  const first = inOrder.slice(0, FOLLOWED).map(goOn).filter(isGood);
  const good = first.length > 0 ? first : inOrder.slice(FOLLOWED).map(goOn).filter(isGood);
  return good.toSorted((one, other) => other.logLikelihood - one.logLikelihood)[0];
}

/**
 * Two-state Gaussian hidden Markov model of daily log returns: Baum-Welch from five quantile splits, the best
 * likelihood among those whose states both hold `min_occupancy` of the days. Equal input gives an equal fit, bit by bit.
 */
export function fitHmm(returns: Float64Array, options: FitOptions): Parsed<HmmFit> {
  const variance = checkReturns(returns, options.min_returns);
  if (!variance.ok) return variance;
  const varianceFloor = variance.value * FLOOR_SHARE;
  const starts = SPLITS.map((share) => startAt(share, returns, varianceFloor));
  const climb: Climber = (start, iterations) =>
    climbHmm(start, returns, { ...options, max_iterations: iterations, varianceFloor });
  const best = climbFromAll(starts, climb, options);
  if (best === undefined) {
    return denied('HMM_ONE_STATE', { starts: starts.length, least: options.min_occupancy });
  }
  const isOrdered = best.model.variance[0] <= best.model.variance[1];
  const [calm, turbulent] = best.occupancy;
  return parsed({
    ...best,
    model: orderByVariance(best.model),
    occupancy: isOrdered ? best.occupancy : [turbulent, calm],
    returns: returns.length,
  });
}
