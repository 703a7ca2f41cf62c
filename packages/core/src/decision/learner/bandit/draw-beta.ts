import type { Rng } from '../../../kernel/rng.ts';

/**
 * Gamma(shape >= 1, scale 1) by squeeze and rejection: Marsaglia and Tsang, "A Simple Method for Generating Gamma
 * Variables", ACM TOMS 26(3), 2000. Exact; some 1.05 rounds at shape 1, fewer above.
 */
function drawGammaAboveOne(shape: number, rng: Rng): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  while (true) {
    const x = rng.gaussian();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    // 1 - next() lies in (0, 1]: its logarithm is finite.
    const u = 1 - rng.next();
    if (u < 1 - 0.0331 * x ** 4) return d * v;
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Gamma(shape, 1) for any shape above zero; below one by Gamma(shape + 1) x U^(1/shape), section 6 of the same paper. */
export function drawGamma(shape: number, rng: Rng): number {
  if (shape >= 1) return drawGammaAboveOne(shape, rng);
  const boosted = drawGammaAboveOne(shape + 1, rng);
  return boosted * (1 - rng.next()) ** (1 / shape);
}

/** Beta(alpha, beta) as X / (X + Y) of two gammas: Devroye, "Non-Uniform Random Variate Generation", 1986, IX.3.1. */
export function drawBeta(alpha: number, beta: number, rng: Rng): number {
  const x = drawGamma(alpha, rng);
  const y = drawGamma(beta, rng);
  // Both can only vanish for tiny shapes, where the draw is all but one of the two ends.
  return x + y > 0 ? x / (x + y) : alpha / (alpha + beta);
}
