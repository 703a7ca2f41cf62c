export interface WeightedPoint {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

/** One level of the fit over all x from `from` to `to`. */
export interface IsotonicStep {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly weight: number;
}

function mergeSteps(left: IsotonicStep, right: IsotonicStep): IsotonicStep {
  const weight = left.weight + right.weight;
  return {
    from: left.from,
    to: right.to,
    value: (left.value * left.weight + right.value * right.weight) / weight,
    weight,
  };
}

/** Points of one x have one level, whatever order they come in. */
function pooledByX(points: readonly WeightedPoint[]): IsotonicStep[] {
  const steps: IsotonicStep[] = [];
  for (const { x, y, weight } of [...points].sort((one, two) => one.x - two.x)) {
    const step = { from: x, to: x, value: y, weight };
    const last = steps.at(-1);
    if (last?.to === x) steps[steps.length - 1] = mergeSteps(last, step);
    else steps.push(step);
  }
  return steps;
}

/**
 * Weighted least squares under the constraint that y never falls as x grows, by pooling adjacent violators: Ayer,
 * Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955; Barlow et al., "Statistical Inference
 * under Order Restrictions", 1972. Levels rise strictly; O(n log n) for the sort, linear after it.
 */
export function fitIsotonic(points: readonly WeightedPoint[]): IsotonicStep[] {
  const steps: IsotonicStep[] = [];
  for (const point of pooledByX(points)) {
    let step = point;
    for (
      let last = steps.at(-1);
      last !== undefined && last.value >= step.value;
      last = steps.at(-1)
    ) {
      step = mergeSteps(last, step);
      steps.pop();
    }
    steps.push(step);
  }
  return steps;
}
