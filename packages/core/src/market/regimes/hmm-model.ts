/** Two values, of the calm state and of the turbulent one. */
export type Pair = readonly [calm: number, turbulent: number];

/** Rows and columns: calm, turbulent. `transition[from][to]`, each row sums to one. */
export interface HmmModel {
  readonly initial: Pair;
  readonly transition: readonly [Pair, Pair];
  /** Of one daily log return. */
  readonly mean: Pair;
  readonly variance: Pair;
}

/** No probability of a model is exactly 0 or 1: a single day can then never make the whole series impossible. */
const MIN_PROBABILITY = 1e-10;

export const clampProbability = (value: number): number =>
  Math.min(1 - MIN_PROBABILITY, Math.max(MIN_PROBABILITY, value));

const swap = ([one, other]: Pair): Pair => [other, one];

/** The same model with the state of lower variance first: what the names of the states mean. */
export function orderByVariance(model: HmmModel): HmmModel {
  if (model.variance[0] <= model.variance[1]) return model;
  const [first, second] = model.transition;
  return {
    initial: swap(model.initial),
    transition: [swap(second), swap(first)],
    mean: swap(model.mean),
    variance: swap(model.variance),
  };
}

/** Log density of a normal distribution, by state: -(log(2 pi v) + (x - m)^2 / v) / 2. */
export function createLogDensity(
  model: HmmModel,
): readonly [(x: number) => number, (x: number) => number] {
  const of = (mean: number, variance: number) => {
    const constant = -0.5 * Math.log(2 * Math.PI * variance);
    const factor = -0.5 / variance;
    return (x: number) => constant + factor * (x - mean) * (x - mean);
  };
  return [of(model.mean[0], model.variance[0]), of(model.mean[1], model.variance[1])];
}
