import type { Rng } from '../../kernel/rng.ts';
import type { Dimension, ParameterSpace, ParamPoint, ParamValue } from './parameter-space.ts';
import { fromUnit } from './unit-value.ts';

/** Draws that may be against the strategy's own rules before the space counts as empty. */
const MOST_DRAWS = 10_000;

function randomValue(dimension: Dimension, rng: Rng): ParamValue {
  if (dimension.kind === 'number') return fromUnit(rng.next(), dimension);
  const { choices } = dimension;
  return choices[Math.floor(rng.next() * choices.length)] ?? false;
}

/** Undefined where (nearly) nothing in the space is allowed. */
export function randomPoint(space: ParameterSpace, rng: Rng): ParamPoint | undefined {
  for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
    const pairs = space.dimensions.map((dimension) => [
      dimension.name,
      randomValue(dimension, rng),
    ]);
    const point = Object.fromEntries(pairs) as ParamPoint;
    if (space.isAllowed(point)) return point;
  }
  return undefined;
}
