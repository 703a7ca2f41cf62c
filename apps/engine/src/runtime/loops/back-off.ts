import type { Rng } from '@quarterdeck/core/kernel/rng';

export interface BackOff {
  /** Failures in a row, the newest included. */
  readonly failures: number;
  readonly rng: Rng;
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Doubles with every failure up to the longest, then takes off up to a quarter at random so that loops spread out. */
export function backOffMs({ failures, rng, firstMs, longestMs }: BackOff): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (1 - rng.next() / 4));
}
