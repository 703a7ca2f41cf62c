const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Beyond this a double cannot tell the probability from 0 or 1. */
const FAR = 8.3;

export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / ROOT_TWO_PI;

/**
 * Probability that a standard normal lies below x, to about 1e-15: the Taylor series of G. Marsaglia,
 * "Evaluating the Normal Distribution", Journal of Statistical Software 11 (2004).
 */
export function normalCdf(x: number): number {
  if (x <= -FAR) return 0;
  if (x >= FAR) return 1;
  let sum = x;
  let term = x;
  let before = 0;
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/** The x below which a standard normal lies with this probability; halving the interval until it is a double. */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  let low = -FAR;
  let high = FAR;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
