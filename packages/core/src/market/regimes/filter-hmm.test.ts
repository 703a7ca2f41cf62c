import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterHmm } from './filter-hmm.ts';
import { KNOWN, walkModel } from './hmm.fixture.ts';
import type { HmmModel } from './hmm-model.ts';
import { viterbiPath } from './viterbi.ts';

const density = (x: number, state: 0 | 1, model: HmmModel): number =>
  Math.exp((-0.5 * (x - model.mean[state]) ** 2) / model.variance[state]) /
  Math.sqrt(2 * Math.PI * model.variance[state]);

/** Probability of returns and states together, by the definition of the model and nothing else. */
function jointOf(states: readonly (0 | 1)[], returns: Float64Array, model: HmmModel): number {
  return states.reduce<number>((product, state, day) => {
    const before = states[day - 1];
    const move = before === undefined ? model.initial[state] : model.transition[before][state];
    return product * move * density(returns[day] ?? 0, state, model);
  }, 1);
}

const pathsOf = (days: number): (0 | 1)[][] =>
  Array.from({ length: 2 ** days }, (_, bits) =>
    Array.from({ length: days }, (__, day) => ((bits >> day) & 1 ? 1 : 0)),
  );

describe('against the sum over every possible run of states of ten days', () => {
  const { returns } = walkModel(
    {
      ...KNOWN,
      transition: [
        [0.7, 0.3],
        [0.4, 0.6],
      ],
    },
    10,
    11,
  );
  const paths = pathsOf(10).map((states) => ({ states, joint: jointOf(states, returns, KNOWN) }));
  const total = paths.reduce((sum, { joint }) => sum + joint, 0);

  it('the likelihood is that sum', () => {
    expect(filterHmm(KNOWN, returns).logLikelihood).toBeCloseTo(Math.log(total), 10);
  });

  it('the filtered probability of the last day is its share of that sum', () => {
    const turbulent = paths.filter(({ states }) => states[9] === 1);
    const share = turbulent.reduce((sum, { joint }) => sum + joint, 0) / total;
    expect(filterHmm(KNOWN, returns).turbulent[9]).toBeCloseTo(share, 12);
  });

  it('the path is the one with the largest part in it', () => {
    const best = paths.reduce((one, other) => (other.joint > one.joint ? other : one));
    expect([...viterbiPath(KNOWN, returns)]).toEqual(best.states);
  });
});

it('what the filter says of a day is the same, bit by bit, when the days after it are cut off or changed', () => {
  const { returns } = walkModel(KNOWN, 300, 4);
  const whole = filterHmm(KNOWN, returns).turbulent;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 299 }),
      fc.double({ noNaN: true, min: -2, max: 2 }),
      (cut, next) => {
        expect(filterHmm(KNOWN, returns.slice(0, cut)).turbulent).toEqual(whole.slice(0, cut));
        const other = Float64Array.from(returns).fill(next, cut);
        expect(filterHmm(KNOWN, other).turbulent.slice(0, cut)).toEqual(whole.slice(0, cut));
      },
    ),
  );
});

it('a day beyond all measure is turbulent and leaves no number that is none', () => {
  const returns = Float64Array.from([0.001, 0, 40, 0.001, -1e6, 0]);
  const { turbulent, logLikelihood } = filterHmm(KNOWN, returns);
  expect([...turbulent].every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(turbulent[2]).toBe(1);
  expect(turbulent[4]).toBe(1);
  expect(Number.isFinite(logLikelihood)).toBe(true);
});

it('the path finds nine of ten days of a known walk', () => {
  const { returns, states } = walkModel(KNOWN, 3_000, 9);
  const path = viterbiPath(KNOWN, returns);
  const right = path.filter((state, day) => state === states[day]).length;
  expect(right / states.length).toBeGreaterThan(0.9);
});
