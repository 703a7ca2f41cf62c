import { MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import type { Clock } from '../../ports/clock.ts';
import type { Figure } from './measure.ts';
import { median, rounded, spreadOf } from '../../verify/statistics.ts';

export interface RepeatOptions {
  readonly clock: Clock;
  /** Repeats that count; one before them warms the compiler up. */
  readonly times: number;
  /** Does the work once and says how many operations that were. */
  readonly work: () => number;
}

/** Operations a second of a piece of pure work, the median over its repeats. */
export function measureRate({ clock, times, work }: RepeatOptions): Figure {
  work();
  const rates: number[] = [];
  const deadlineMs = clock.monotonicMs() + MINUTE_MS;
  while (rates.length < times && (rates.length === 0 || clock.monotonicMs() < deadlineMs)) {
    const startedMs = clock.monotonicMs();
    const operations = work();
    rates.push((operations * SECOND_MS) / (clock.monotonicMs() - startedMs));
  }
  return { value: rounded(median(rates)), details: spreadOf(rates) };
}
