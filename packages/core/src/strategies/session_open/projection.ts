import { chanceOfTarget } from '../probability.ts';
import type { Params } from './params.ts';
import type { RangeBreak } from './range-break.ts';

/** What the strategy projects of a break: both numbers go into the entry as they are. */
export interface Projection {
  /** Chance of winning, 0..1; becomes `entry_probability`. */
  readonly projection_probability: number;
  /** Factor on the configured size; becomes part of `entry_units_intent`. */
  readonly size_multiplier: number;
}

/** Where the entry gives up and where it is content, basis points, and what it pays to get in. */
export interface Distances {
  readonly stop_bps: number;
  readonly target_bps: number;
  readonly spreadBps: number;
}

/**
 * Log-odds: a range that ended leaning towards the break had picked its side already (and one that leaned away is
 * more often a false break); a close well outside is less likely to fall back; an early break has the session before
 * it. Capped one by one, so that all together move an even bet to 0.61 at most.
 */
const LEAN_EVIDENCE = 0.15;
const REACH_EVIDENCE = 0.2;
const EARLY_EVIDENCE = 0.1;

const evidenceOf = ({ lean, reach, lateness }: RangeBreak): number =>
  LEAN_EVIDENCE * lean + REACH_EVIDENCE * Math.min(1, reach) + EARLY_EVIDENCE * (1 - lateness);

type SizeParams = Pick<Params, 'size_per_edge' | 'min_size_multiplier' | 'max_size_multiplier'>;

/** The size is 1 where the break says nothing and grows with the chance above (shrinks with it below) that. */
export function projectBreak(
  found: RangeBreak,
  distances: Distances,
  params: SizeParams,
): Projection {
  const projection_probability = chanceOfTarget(distances, evidenceOf(found));
  const edge = projection_probability - chanceOfTarget(distances, 0);
  const wanted = 1 + params.size_per_edge * edge;
  const size_multiplier = Math.min(
    params.max_size_multiplier,
    Math.max(params.min_size_multiplier, wanted),
  );
  return { projection_probability, size_multiplier };
}
