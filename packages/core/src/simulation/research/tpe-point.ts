import type { Rng } from '../../kernel/rng.ts';
import type { Dimension, ParameterSpace, ParamPoint, ParamValue } from './parameter-space.ts';
import { createChoiceDensity, createParzen, type Density } from './parzen.ts';
import { randomPoint } from './random-point.ts';
import { fromUnit, toUnit } from './unit-value.ts';

/** A trial that has ended; a null score is worse than any number. */
export interface ScoredPoint {
  readonly point: ParamPoint;
  readonly score: number | null;
}

/** Trials drawn at random before densities mean anything. */
const STARTUP_TRIALS = 10;
/** Share of the trials that counts as good, and the most of them. */
const GOOD_SHARE = 0.15;
const MOST_GOOD = 25;
/** Draws from the good ones, of which the one that is least like the bad ones is taken. */
const CANDIDATES = 24;
const MOST_ATTEMPTS = 50;

const scoreOf = ({ score }: ScoredPoint): number => score ?? Number.NEGATIVE_INFINITY;

function bestFirst(one: ScoredPoint, other: ScoredPoint): number {
  const [left, right] = [scoreOf(one), scoreOf(other)];
  if (left === right) return 0;
  return left > right ? -1 : 1;
}

function coordinateOf(dimension: Dimension, { point }: ScoredPoint): number {
  const value = point[dimension.name];
  if (dimension.kind === 'choice') {
    return dimension.choices.findIndex((choice) => choice === value);
  }
  return toUnit(Number(value), dimension);
}

function densityOf(dimension: Dimension, points: readonly ScoredPoint[]): Density<number> {
  const coordinates = points.map((point) => coordinateOf(dimension, point));
  return dimension.kind === 'choice'
    ? createChoiceDensity(coordinates, dimension.choices.length)
    : createParzen(coordinates);
}

interface Halves {
  readonly dimension: Dimension;
  readonly good: Density<number>;
  readonly bad: Density<number>;
}

/** The draw that is likelier among good trials than among bad ones: largest l(x) / g(x). */
function drawValue({ dimension, good, bad }: Halves, rng: Rng): ParamValue {
  let chosen = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let candidate = 0; candidate < CANDIDATES; candidate += 1) {
    const value = good.draw(rng);
    const ratio = good.at(value) / bad.at(value);
    if (ratio <= most) continue;
    chosen = value;
    most = ratio;
  }
  if (dimension.kind === 'number') return fromUnit(chosen, dimension);
  return dimension.choices[chosen] ?? false;
}

const keyOf = (point: ParamPoint): string => JSON.stringify(point);

/**
 * Tree-structured Parzen estimator: J. Bergstra, R. Bardenet, Y. Bengio, B. Kegl, "Algorithms for Hyper-Parameter
 * Optimization", NIPS 2011. What is known is split by score into few good and many bad trials; each parameter is drawn
 * from the density of the good ones. Undefined where nothing in the space is allowed.
 */
export function tpePoint(
  space: ParameterSpace,
  known: readonly ScoredPoint[],
  rng: Rng,
): ParamPoint | undefined {
  if (known.length < STARTUP_TRIALS) return randomPoint(space, rng);
  const sorted = known.toSorted(bestFirst);
  const count = Math.min(MOST_GOOD, Math.ceil(known.length * GOOD_SHARE));
  const halves = space.dimensions.map((dimension) => ({
    dimension,
    good: densityOf(dimension, sorted.slice(0, count)),
    bad: densityOf(dimension, sorted.slice(count)),
  }));
  const tried = new Set(known.map(({ point }) => keyOf(point)));
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const pairs = halves.map((half) => [half.dimension.name, drawValue(half, rng)]);
    const point = Object.fromEntries(pairs) as ParamPoint;
    if (space.isAllowed(point) && !tried.has(keyOf(point))) return point;
  }
  return randomPoint(space, rng);
}
