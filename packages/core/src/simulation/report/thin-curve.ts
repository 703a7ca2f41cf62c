import type { CurvePoint } from './equity-curve.ts';

export const MAX_CURVE_POINTS = 2_000;

/** Lowest and highest point of a stretch, in their order. */
function spanOf(points: readonly CurvePoint[]): CurvePoint[] {
  let [lowest] = points;
  let highest = lowest;
  if (lowest === undefined || highest === undefined) return [];
  for (const point of points) {
    if (point.equity < lowest.equity) lowest = point;
    if (point.equity > highest.equity) highest = point;
  }
  if (lowest === highest) return [lowest];
  return lowest.ts < highest.ts ? [lowest, highest] : [highest, lowest];
}

/**
 * At most `most` points: those that must be kept, and the lowest and the highest of equally long stretches, so that
 * a spike stays where it was.
 */
export function thinCurve(points: readonly CurvePoint[], most = MAX_CURVE_POINTS): CurvePoint[] {
  if (points.length <= most) return [...points];
  const kept = new Set(points.filter(({ isKept }) => isKept));
  const stretches = Math.max(1, Math.floor((most - kept.size) / 2));
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    for (const point of spanOf(points.slice(from, to))) kept.add(point);
  }
  return points.filter((point) => kept.has(point));
}
