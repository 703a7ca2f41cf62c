import { filterHmm, type HmmFilter } from './filter-hmm.ts';
import { clampProbability, type HmmModel, type Pair } from './hmm-model.ts';

export interface HmmStep {
  readonly model: HmmModel;
  /** Of the model that went in. */
  readonly logLikelihood: number;
  /** Share of the days each state holds, by the model that went in. */
  readonly occupancy: Pair;
}

/** Sums over all days, of what the smoothed probabilities weigh. */
interface Expected {
  readonly first1: number;
  readonly days: Pair;
  /** Of the distances from the mean that went in: near zero, so that nothing is lost in the difference of squares. */
  readonly sum: Pair;
  readonly squares: Pair;
  /** Expected moves between states, `from` * 2 + `to`. */
  readonly moves: readonly [number, number, number, number];
}

/** Backward pass with the scales of the forward one, and the sums it takes (Rabiner 1989, equations 24 to 40). */
function sumExpected(model: HmmModel, returns: Float64Array, filter: HmmFilter): Expected {
  const { turbulent, density0, density1, scale } = filter;
  const [[a00, a01], [a10, a11]] = model.transition;
  const [mean0, mean1] = model.mean;
  let [days0, days1, sum0, sum1, squares0, squares1] = [0, 0, 0, 0, 0, 0];
  let [m00, m01, m10, m11] = [0, 0, 0, 0];
  let [beta0, beta1, first1] = [1, 1, 0];
  for (let day = returns.length - 1; day >= 0; day -= 1) {
    const value = returns[day] ?? 0;
    const filtered1 = turbulent[day] ?? 0;
    const gamma1 = Math.min(1, filtered1 * beta1);
    const gamma0 = 1 - gamma1;
    days0 += gamma0;
    days1 += gamma1;
    const off0 = value - mean0;
    const off1 = value - mean1;
    sum0 += gamma0 * off0;
    sum1 += gamma1 * off1;
    squares0 += gamma0 * off0 * off0;
    squares1 += gamma1 * off1 * off1;
    first1 = gamma1;
    if (day === 0) break;
    const before1 = turbulent[day - 1] ?? 0;
    const before0 = 1 - before1;
    const perScale = 1 / (scale[day] ?? 1);
    const next0 = (density0[day] ?? 0) * beta0 * perScale;
    const next1 = (density1[day] ?? 0) * beta1 * perScale;
    m00 += before0 * a00 * next0;
    m01 += before0 * a01 * next1;
    m10 += before1 * a10 * next0;
    m11 += before1 * a11 * next1;
    beta0 = a00 * next0 + a01 * next1;
    beta1 = a10 * next0 + a11 * next1;
  }
  return {
    first1,
    days: [days0, days1],
    sum: [sum0, sum1],
    squares: [squares0, squares1],
    moves: [m00, m01, m10, m11],
  };
}

function rowOf(toCalm: number, toTurbulent: number, before: Pair): Pair {
  const total = toCalm + toTurbulent;
  if (!(total > 0)) return before;
  const calm = clampProbability(toCalm / total);
  return [calm, 1 - calm];
}

/**
 * One iteration of Baum-Welch. The likelihood never falls: with two states a clamped probability, and a variance held
 * at its floor, are still the best values inside their bounds, so each step maximises as EM asks
 * (A. P. Dempster, N. M. Laird, D. B. Rubin, J. R. Stat. Soc. B 39, 1977).
 */
export function improveHmm(model: HmmModel, returns: Float64Array, varianceFloor: number): HmmStep {
  const filter = filterHmm(model, returns);
  const { first1, days, sum, squares, moves } = sumExpected(model, returns, filter);
  const emission = (state: 0 | 1): readonly [mean: number, variance: number] => {
    // A state that holds no day at all says nothing about its own figures.
    if (!(days[state] > Number.MIN_VALUE)) return [model.mean[state], model.variance[state]];
    const shift = sum[state] / days[state];
    const variance = squares[state] / days[state] - shift * shift;
    return [model.mean[state] + shift, Math.max(varianceFloor, variance)];
  };
  const [[mean0, variance0], [mean1, variance1]] = [emission(0), emission(1)];
  const initial1 = clampProbability(first1);
  return {
    logLikelihood: filter.logLikelihood,
    occupancy: [days[0] / returns.length, days[1] / returns.length],
    model: {
      initial: [1 - initial1, initial1],
      transition: [
        rowOf(moves[0], moves[1], model.transition[0]),
        rowOf(moves[2], moves[3], model.transition[1]),
      ],
      mean: [mean0, mean1],
      variance: [variance0, variance1],
    },
  };
}
