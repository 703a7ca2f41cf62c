import type { Arm } from './posterior.ts';

const STEPS = 60;
const FRACTIONS = 300;
const TINY = 1e-300;
const CLOSE = 1e-14;

/** Lanczos, g = 7, nine terms: Godfrey's coefficients, 15 digits for arguments above one half. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_572e-6, 1.505_632_735_149_311_6e-7,
] as const;

function logGamma(x: number): number {
  const shifted = x - 1;
  let sum: number = LANCZOS[0];
  for (let term = 1; term < LANCZOS.length; term += 1)
    sum += (LANCZOS[term] ?? 0) / (shifted + term);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const awayFromZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Continued fraction of the incomplete beta function, NIST DLMF 8.17.22, by Lentz's method. */
function fractionAt(x: number, { alpha: a, beta: b }: Arm): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= FRACTIONS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < CLOSE) break;
  }
  return value;
}

/** Regularised incomplete beta function: the chance that Beta(alpha, beta) lies below `x`. */
export function betaBelow(x: number, arm: Arm): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const { alpha: a, beta: b } = arm;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  if (x < (a + 1) / (a + b + 2)) return (front * fractionAt(x, arm)) / a;
  return 1 - (front * fractionAt(1 - x, { alpha: b, beta: a })) / b;
}

/** The value below which Beta(alpha, beta) lies with chance `p`, by halving; parameters from one half up. */
export function betaQuantile(p: number, arm: Arm): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, arm) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
