import { HOUR_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import { EPISODE_KINDS, EPISODES, type EpisodeKind } from './storm-kinds.ts';

export interface Episode {
  readonly kind: EpisodeKind;
  /** Of the storm's own time. */
  readonly fromMs: number;
  readonly lengthMs: number;
  /** Uniform in [0, 1): which symbol, which file, whatever the kind needs. */
  readonly pick: number;
}

/** Every kind comes once before this much of a run is over, so that a short one meets them all. */
const FIRST_SHARE = 0.6;
const FIRST_WITHIN_MS = 40 * MINUTE_MS;

interface Stream {
  readonly kind: EpisodeKind;
  readonly rng: Rng;
  next: Episode;
}

/** When each kind of trouble begins, drawn from the seed alone: nothing that happens in the run moves it. */
export class StormSchedule {
  readonly #streams: readonly Stream[];

  constructor(rng: Rng, runMs: number) {
    const firstWithinMs = Math.min(runMs * FIRST_SHARE, FIRST_WITHIN_MS);
    this.#streams = EPISODE_KINDS.map((kind) => {
      const own = rng.fork(`episodes ${kind}`);
      return { kind, rng: own, next: draw(kind, own, own.next() * firstWithinMs) };
    });
  }

  /** What begins up to and including `elapsedMs` and has not been taken before, in the order of its beginning. */
  take(elapsedMs: number): readonly Episode[] {
    const taken: Episode[] = [];
    for (const stream of this.#streams) {
      while (stream.next.fromMs <= elapsedMs) {
        taken.push(stream.next);
        stream.next = draw(stream.kind, stream.rng, afterOf(stream));
      }
    }
    return taken.length < 2 ? taken : taken.sort((one, other) => one.fromMs - other.fromMs);
  }
}

/** From half to one and a half of the mean distance. */
function afterOf({ kind, rng, next }: Stream): number {
  const meanMs = HOUR_MS / EPISODES[kind].perHour;
  return next.fromMs + meanMs * (0.5 + rng.next());
}

/** Lengths over the whole range of magnitudes: as many of seconds as of minutes. */
function draw(kind: EpisodeKind, rng: Rng, fromMs: number): Episode {
  const { leastMs, mostMs } = EPISODES[kind];
  const lengthMs = Math.round(leastMs * (mostMs / leastMs) ** rng.next());
  return { kind, fromMs: Math.round(fromMs), lengthMs, pick: rng.next() };
}
