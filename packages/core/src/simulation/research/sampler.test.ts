import { describe, expect, it } from 'vitest';
import { createSampler, type SamplerRequest } from './sampler.ts';
import type { ParameterSpace, ParamPoint } from './parameter-space.ts';
import type { ScoredPoint } from './tpe-point.ts';

const number = (name: string, isLog = false) =>
  ({ kind: 'number', name, min: isLog ? 0.01 : 0, max: 10, step: undefined, isLog }) as const;

const SPACE: ParameterSpace = {
  dimensions: [
    number('x'),
    number('y'),
    number('z', true),
    { kind: 'number', name: 'n', min: 1, max: 40, step: 1, isLog: false },
    { kind: 'choice', name: 'mode', choices: ['a', 'b', 'c', 'd'] },
  ],
  isAllowed: () => true,
};

/** Best, 0, at x 7, y 2, z 0.1, n 13, mode c. */
function valueAt({ x, y, z, n, mode }: ParamPoint): number {
  const off = [
    (Number(x) - 7) / 5,
    (Number(y) - 2) / 5,
    Math.log10(Number(z)) + 1,
    (Number(n) - 13) / 20,
  ];
  return -off.reduce((sum, distance) => sum + distance ** 2, mode === 'c' ? 0 : 0.5);
}

interface Found {
  readonly points: readonly ParamPoint[];
  readonly best: number;
}

function search(request: SamplerRequest): Found {
  const made = createSampler(SPACE, request);
  if (!made.ok) throw new Error(made.code);
  const { planned, lag, pointOf } = made.value;
  const done: ScoredPoint[] = [];
  for (let trial = 1; trial <= planned; trial += 1) {
    const point = pointOf(trial, done.slice(0, Math.max(0, trial - lag)));
    done.push({ point, score: valueAt(point) });
  }
  const scores = done.map(({ score }) => score ?? -Infinity);
  return { points: done.map(({ point }) => point), best: Math.max(...scores) };
}

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);

describe('a sampler', () => {
  it('by TPE finds more than by chance with the same budget', () => {
    const pairs = SEEDS.map((seed) => ({
      tpe: search({ method: 'tpe', trials: 120, seed }).best,
      random: search({ method: 'random', trials: 120, seed }).best,
    }));
    const wins = pairs.filter(({ tpe, random }) => tpe > random).length;
    const mean = (key: 'tpe' | 'random') =>
      pairs.reduce((sum, pair) => sum + pair[key], 0) / pairs.length;
    expect(wins).toBeGreaterThanOrEqual(10);
    expect(mean('tpe')).toBeGreaterThan(mean('random') / 2);
  });

  it('meets the same points with the same seed, and others with another', () => {
    const run = (seed: number) => search({ method: 'tpe', trials: 60, seed }).points;
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });

  it('gives a trial the same point however much has ended beyond what it may know', () => {
    const made = createSampler(SPACE, { method: 'tpe', trials: 100, seed: 3 });
    if (!made.ok) throw new Error(made.code);
    const { lag, pointOf } = made.value;
    const known = Array.from({ length: 40 - lag }, (_, index) => {
      const point = pointOf(index + 1, []);
      return { point, score: valueAt(point) };
    });
    expect(pointOf(40, known)).toEqual(pointOf(40, [...known]));
    expect(lag).toBeGreaterThanOrEqual(4);
  });

  it('takes trials without a score for the worst', () => {
    const made = createSampler(SPACE, { method: 'tpe', trials: 100, seed: 3 });
    if (!made.ok) throw new Error(made.code);
    const { pointOf } = made.value;
    const known = Array.from({ length: 60 }, (_, index): ScoredPoint => {
      const x = (index % 10) + 0.5;
      const point = { x, y: 5, z: 1, n: 20, mode: 'a' };
      return { point, score: x > 8 ? 1 : null };
    });
    const drawn = Array.from({ length: 20 }, (_, index) => Number(pointOf(70 + index, known)['x']));
    expect(drawn.filter((x) => x > 6).length).toBeGreaterThan(14);
  });

  it('keeps to what the strategy allows and refuses a space that allows nothing', () => {
    const half = { ...SPACE, isAllowed: ({ x, y }: ParamPoint) => Number(x) < Number(y) };
    const made = createSampler(half, { method: 'random', trials: 50, seed: 1 });
    if (!made.ok) throw new Error(made.code);
    for (let trial = 1; trial <= 50; trial += 1) {
      expect(half.isAllowed(made.value.pointOf(trial, []))).toBe(true);
    }
    const none = { ...SPACE, isAllowed: () => false };
    expect(createSampler(none, { method: 'tpe', trials: 5, seed: 1 })).toMatchObject({
      code: 'SPACE_NOTHING_ALLOWED',
    });
  });
});
