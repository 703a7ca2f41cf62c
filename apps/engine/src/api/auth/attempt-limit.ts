import type { Clock } from '../../ports/clock.ts';

export interface AttemptLimitOptions {
  readonly clock: Clock;
  readonly most: number;
  readonly windowMs: number;
}

/** Counts attempts of each caller in fixed windows. Forgetting everybody at each window keeps it small. */
export function createAttemptLimit({ clock, most, windowMs }: AttemptLimitOptions) {
  const counts = new Map<string, number>();
  let windowStartMs = clock.monotonicMs();
  /** False when the caller has used up the window. */
  return function mayAttempt(caller: string): boolean {
    const now = clock.monotonicMs();
    if (now - windowStartMs >= windowMs) {
      counts.clear();
      windowStartMs = now;
    }
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    return count <= most;
  };
}
