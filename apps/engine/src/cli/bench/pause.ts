import type { Scheduler } from '../../ports/clock.ts';

export function pause(scheduler: Scheduler, durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    scheduler.after(durationMs, resolve);
  });
}
