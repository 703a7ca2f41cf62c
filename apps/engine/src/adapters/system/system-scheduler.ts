import type { Scheduler, Timer } from '../../ports/clock.ts';

const timerOf = (cancel: () => void): Timer => ({ cancel });

/** Node's timers. `yield` waits for a full turn of the event loop, so that sockets are served too. */
export const systemScheduler: Scheduler = {
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return timerOf(() => clearTimeout(handle));
  },
  every(intervalMs, run) {
    const handle = setInterval(run, intervalMs);
    return timerOf(() => clearInterval(handle));
  },
  yield: () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    }),
};
