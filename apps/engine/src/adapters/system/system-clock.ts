import { createSteadyClock } from './steady-clock.ts';

/** The machine's clocks: the time of day that never steps back, and the monotonic one for durations and deadlines. */
export const systemClock = createSteadyClock({
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
});
