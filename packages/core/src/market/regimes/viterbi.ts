import { createLogDensity, type HmmModel, type Pair } from './hmm-model.ts';

const logsOf = ([calm, turbulent]: Pair): Pair => [Math.log(calm), Math.log(turbulent)];

/**
 * Most likely run of states for the returns as a whole, 0 calm and 1 turbulent (A. J. Viterbi, IEEE Trans. Inf. Theory
 * 13, 1967; in logarithms as Rabiner 1989, section III.B). Later days change earlier states: for pictures of the past,
 * never for a decision of its time.
 */
export function viterbiPath(model: HmmModel, returns: Float64Array): Uint8Array {
  const days = returns.length;
  const path = new Uint8Array(days);
  const cameFrom0 = new Uint8Array(days);
  const cameFrom1 = new Uint8Array(days);
  const [logDensity0, logDensity1] = createLogDensity(model);
  const [fromCalm, fromTurbulent] = model.transition;
  const [a00, a01] = logsOf(fromCalm);
  const [a10, a11] = logsOf(fromTurbulent);
  let best0 = Math.log(model.initial[0]) + logDensity0(returns[0] ?? 0);
  let best1 = Math.log(model.initial[1]) + logDensity1(returns[0] ?? 0);
  for (let day = 1; day < days; day += 1) {
    const value = returns[day] ?? 0;
    const to0From1 = best1 + a10 > best0 + a00;
    const to1From1 = best1 + a11 > best0 + a01;
    cameFrom0[day] = to0From1 ? 1 : 0;
    cameFrom1[day] = to1From1 ? 1 : 0;
    const next0 = Math.max(best0 + a00, best1 + a10) + logDensity0(value);
    const next1 = Math.max(best0 + a01, best1 + a11) + logDensity1(value);
    best0 = next0;
    best1 = next1;
  }
  let state = best1 > best0 ? 1 : 0;
  for (let day = days - 1; day >= 0; day -= 1) {
    path[day] = state;
    state = (state === 1 ? cameFrom1[day] : cameFrom0[day]) ?? 0;
  }
  return path;
}
