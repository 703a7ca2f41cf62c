import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import {
  cleanFloat,
  type Dimension,
  type ParameterSpace,
  type ParamPoint,
  type ParamValue,
} from './parameter-space.ts';

export interface Grid {
  /** At most as many as asked for, the last named parameter moving fastest. */
  readonly points: readonly ParamPoint[];
  /** Points of the whole grid, allowed or not. */
  readonly size: number;
  /** The grid has more points than were asked for. */
  readonly isCutOff: boolean;
}

function countOf(dimension: Dimension): number {
  if (dimension.kind === 'choice') return dimension.choices.length;
  const { min, max, step = 1 } = dimension;
  return Math.round((max - min) / step) + 1;
}

function valueAt(dimension: Dimension, index: number): ParamValue {
  if (dimension.kind === 'choice') return dimension.choices[index] ?? false;
  const { min, max, step = 1 } = dimension;
  return cleanFloat(Math.min(max, min + index * step));
}

function* walkGrid({ dimensions, isAllowed }: ParameterSpace, size: number): Generator<ParamPoint> {
  for (let index = 0; index < size; index += 1) {
    const point: Record<string, ParamValue> = {};
    let rest = index;
    for (const dimension of dimensions.toReversed()) {
      const count = countOf(dimension);
      point[dimension.name] = valueAt(dimension, rest % count);
      rest = Math.floor(rest / count);
    }
    if (isAllowed(point)) yield point;
  }
}

/** Every allowed combination. Refused where a parameter has neither steps nor choices. */
export function listGridPoints(space: ParameterSpace, most: number): Parsed<Grid> {
  for (const dimension of space.dimensions) {
    if (dimension.kind === 'number' && dimension.step === undefined) {
      return denied('SPACE_GRID_NEEDS_STEP', { param: dimension.name });
    }
  }
  const size = space.dimensions.reduce((product, dimension) => product * countOf(dimension), 1);
  const points: ParamPoint[] = [];
  let isCutOff = false;
  for (const point of walkGrid(space, size)) {
    isCutOff = points.length >= most;
    if (isCutOff) break;
    points.push(point);
  }
  if (points.length === 0) return denied('SPACE_NOTHING_ALLOWED', { points: size });
  return parsed({ points, size, isCutOff });
}
