import { cleanFloat, type NumberDimension } from './parameter-space.ts';

/** Half a step beyond both ends: every value of a stepped range then gets an equal part of the unit interval. */
function boundsOf({ min, max, step, isLog }: NumberDimension): readonly [number, number] {
  const half = (step ?? 0) / 2;
  const low = isLog ? Math.max(min - half, min / 2) : min - half;
  return isLog ? [Math.log(low), Math.log(max + half)] : [low, max + half];
}

function snapped(value: number, { min, max, step }: NumberDimension): number {
  const bounded = Math.min(max, Math.max(min, value));
  if (step === undefined) return bounded;
  return cleanFloat(Math.min(max, min + Math.round((bounded - min) / step) * step));
}

/** The value at a share of the range, 0 to 1, on its own scale and steps. */
export function fromUnit(share: number, dimension: NumberDimension): number {
  const [low, high] = boundsOf(dimension);
  const place = low + share * (high - low);
  return snapped(dimension.isLog ? Math.exp(place) : place, dimension);
}

/** Inverse of `fromUnit`: the middle of what leads to the value. */
export function toUnit(value: number, dimension: NumberDimension): number {
  const [low, high] = boundsOf(dimension);
  if (high <= low) return 0.5;
  const place = dimension.isLog ? Math.log(value) : value;
  return Math.min(1, Math.max(0, (place - low) / (high - low)));
}
