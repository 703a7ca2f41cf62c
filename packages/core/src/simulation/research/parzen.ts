import type { Rng } from '../../kernel/rng.ts';
import { normalCdf, normalDensity } from './normal-distribution.ts';

/** A density over 0..1 that can be drawn from. */
export interface Density<TValue> {
  draw(rng: Rng): TValue;
  at(value: TValue): number;
}

interface Bump {
  readonly centre: number;
  readonly width: number;
  /** Share of the bump that lies inside 0..1. */
  readonly inside: number;
}

/** No narrower than this share of the range, so that two equal points do not become a needle. */
const NARROWEST_OF_POINTS = 100;
const MOST_DRAWS = 100;

function bumpOf(centre: number, width: number): Bump {
  const inside = normalCdf((1 - centre) / width) - normalCdf(-centre / width);
  return { centre, width, inside };
}

/**
 * Equal bumps, one a point and a wide one for the prior in the middle; each as wide as the larger distance to its
 * neighbours (Bergstra et al. 2011, section 4), cut off at the ends of the range.
 */
function bumpsOf(points: readonly number[]): readonly Bump[] {
  const sorted = [...points, 0.5].toSorted((one, other) => one - other);
  const narrowest = 1 / Math.min(NARROWEST_OF_POINTS, sorted.length + 1);
  const prior = sorted.indexOf(0.5);
  return sorted.map((centre, index) => {
    if (index === prior) return bumpOf(0.5, 1);
    const left = centre - (sorted[index - 1] ?? 0);
    const right = (sorted[index + 1] ?? 1) - centre;
    return bumpOf(centre, Math.min(1, Math.max(narrowest, left, right)));
  });
}

export function createParzen(points: readonly number[]): Density<number> {
  const bumps = bumpsOf(points);
  return {
    draw: (rng) => {
      const bump = bumps[Math.floor(rng.next() * bumps.length)];
      for (let draw = 0; bump !== undefined && draw < MOST_DRAWS; draw += 1) {
        const value = bump.centre + bump.width * rng.gaussian();
        if (value >= 0 && value <= 1) return value;
      }
      return rng.next();
    },
    at: (value) => {
      let sum = 0;
      for (const { centre, width, inside } of bumps) {
        sum += normalDensity((value - centre) / width) / (width * inside);
      }
      return sum / bumps.length;
    },
  };
}

/** Counts of the choices seen, each once more than seen. */
export function createChoiceDensity(seen: readonly number[], choices: number): Density<number> {
  const weights = Array.from({ length: choices }, () => 1);
  for (const index of seen) weights[index] = (weights[index] ?? 0) + 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    draw: (rng) => {
      let left = rng.next() * total;
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return Math.max(0, index);
    },
    at: (index) => (weights[index] ?? 0) / total,
  };
}
