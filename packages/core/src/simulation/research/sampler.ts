import type { SearchRequest } from '../../contract/search.schema.ts';
import { createRng } from '../../kernel/rng.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import { listGridPoints } from './grid-points.ts';
import type { ParameterSpace, ParamPoint } from './parameter-space.ts';
import { randomPoint } from './random-point.ts';
import { tpePoint, type ScoredPoint } from './tpe-point.ts';

/**
 * Where the trials of a search lie. A point depends on the seed, its number and the trials it may know, never on which
 * of those ran at the same time: any number of workers, stopped and resumed or not, meets the same points.
 */
export interface Sampler {
  readonly planned: number;
  /** What a person must know about the plan. */
  readonly note: string | undefined;
  /** Trial `number`, from 1, may know the scores of all trials up to `number - lag`; 0: it needs none. */
  readonly lag: number;
  /** `known`: exactly the first `number - lag` trials, in order. */
  pointOf(number: number, known: readonly ScoredPoint[]): ParamPoint;
}

export type SamplerRequest = Pick<SearchRequest, 'method' | 'trials' | 'seed'>;

const LEAST_LAG = 4;
const MOST_LAG = 32;

/** As many trials may run side by side; a tenth of them all, so that a short search still learns. */
const lagOf = (trials: number): number =>
  Math.min(MOST_LAG, Math.max(LEAST_LAG, Math.ceil(trials / 10)));

function createGridSampler(space: ParameterSpace, trials: number): Parsed<Sampler> {
  const grid = listGridPoints(space, trials);
  if (!grid.ok) return grid;
  const { points, size, isCutOff } = grid.value;
  return parsed({
    planned: points.length,
    note: isCutOff
      ? `the grid has ${size} points; only the first ${points.length} are run`
      : undefined,
    lag: 0,
    pointOf: (number) => points[number - 1] ?? {},
  });
}

/** Refused where the space leaves nothing to try. */
export function createSampler(space: ParameterSpace, request: SamplerRequest): Parsed<Sampler> {
  const { method, trials, seed } = request;
  if (method === 'grid') return createGridSampler(space, trials);
  const root = createRng(seed);
  const fallback = randomPoint(space, root.fork('fallback'));
  if (fallback === undefined) return denied('SPACE_NOTHING_ALLOWED');
  return parsed({
    planned: trials,
    note: undefined,
    lag: method === 'tpe' ? lagOf(trials) : 0,
    pointOf: (number, known) => {
      const rng = root.fork(`trial ${number}`);
      const point = method === 'tpe' ? tpePoint(space, known, rng) : randomPoint(space, rng);
      return point ?? fallback;
    },
  });
}
