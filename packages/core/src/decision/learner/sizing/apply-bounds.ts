import type { Clamp, ClampName, Edge, SizingRequest } from './sizing-request.ts';

/** Most units a clamp lets through. */
export type Bound = readonly [ClampName, number];

/** Units that lose this share of the equity at the stop, costs included. */
export const unitsAtRisk = (
  { share, equity }: { readonly share: number; readonly equity: number },
  { lossPerUnit }: Edge,
): number => (share * equity) / lossPerUnit;

const roomOf = ({ symbolRoom, totalRoom, price }: SizingRequest): Bound[] => [
  ['symbol_room', symbolRoom / price],
  ['total_room', totalRoom / price],
];

function applyMinimum(units: number, request: SizingRequest): Clamp {
  const isTradable = units >= request.minUnits && units * request.price >= request.minNotional;
  return { name: 'venue_minimum', before: units, after: isTradable ? units : 0 };
}

/** The bounds given, then the exposure limits and the venue's minimum, each from where the one before left it. */
export function applyBounds(
  wanted: number,
  bounds: readonly Bound[],
  request: SizingRequest,
): Clamp[] {
  let units = wanted;
  const clamps: Clamp[] = [];
  for (const [name, bound] of [...bounds, ...roomOf(request)]) {
    const after = Math.max(0, Math.min(units, bound));
    clamps.push({ name, before: units, after });
    units = after;
  }
  clamps.push(applyMinimum(units, request));
  return clamps;
}
