import { createLogDensity, type HmmModel } from './hmm-model.ts';

/** One logarithm for many factors; each factor is above MIN_PROBABILITY. */
const SMALL = 1e-200;

/** One slot a day; `0` is calm, `1` turbulent. */
export interface HmmFilter {
  /** P(turbulent on day t | returns up to and including day t). */
  readonly turbulent: Float64Array;
  /** Densities of the day over the larger of the two, so that they cannot both underflow. */
  readonly density0: Float64Array;
  readonly density1: Float64Array;
  /** P(return of day t | returns before it), over the same scale. */
  readonly scale: Float64Array;
  /** Natural logarithm of the likelihood of all returns. */
  readonly logLikelihood: number;
}

/**
 * Forward pass with scaling (L. R. Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77, 1989, section V.A).
 * The value of a day depends on that day and those before it, on nothing later.
 * Safe for any finite return: densities are taken relative to the larger one of the day, and no probability of a model
 * is below MIN_PROBABILITY, so `scale` never reaches zero.
 */
export function filterHmm(model: HmmModel, returns: Float64Array): HmmFilter {
  const days = returns.length;
  const column = () => new Float64Array(days);
  const [turbulent, density0, density1, scale] = [column(), column(), column(), column()];
  const [logDensity0, logDensity1] = createLogDensity(model);
  const [[stay0], [leave1]] = model.transition;
  let logLikelihood = 0;
  let product = 1;
  let expected0 = model.initial[0];
  for (let day = 0; day < days; day += 1) {
    const value = returns[day] ?? 0;
    const log0 = logDensity0(value);
    const log1 = logDensity1(value);
    const isFar = log1 > log0;
    const smaller = Math.exp(isFar ? log0 - log1 : log1 - log0);
    const relative0 = isFar ? smaller : 1;
    const relative1 = isFar ? 1 : smaller;
    const joint1 = (1 - expected0) * relative1;
    const total = expected0 * relative0 + joint1;
    const filtered1 = joint1 / total;
    density0[day] = relative0;
    density1[day] = relative1;
    scale[day] = total;
    turbulent[day] = filtered1;
    logLikelihood += isFar ? log1 : log0;
    product *= total;
    if (product < SMALL) {
      logLikelihood += Math.log(product);
      product = 1;
    }
    expected0 = (1 - filtered1) * stay0 + filtered1 * leave1;
  }
  logLikelihood += Math.log(product);
  return { turbulent, density0, density1, scale, logLikelihood };
}
