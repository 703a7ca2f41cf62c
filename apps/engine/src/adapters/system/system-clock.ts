import type { Clock } from '../../ports/clock.ts';

/** The machine's clocks: wall time for records, the monotonic one for durations and deadlines. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};
