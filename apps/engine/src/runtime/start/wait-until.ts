import type { Clock, Scheduler } from '../../ports/clock.ts';

export interface WaitOptions {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly timeoutMs: number;
  /** Done between two looks. */
  readonly meanwhile: () => void;
}

const POLL_MS = 10;

/** True when the condition came to hold in time. */
export async function waitUntil(holds: () => boolean, options: WaitOptions): Promise<boolean> {
  const { clock, scheduler, timeoutMs, meanwhile } = options;
  const deadlineMs = clock.monotonicMs() + timeoutMs;
  while (!holds()) {
    if (clock.monotonicMs() >= deadlineMs) return false;
    await new Promise<void>((resolve) => {
      scheduler.after(POLL_MS, resolve);
    });
    meanwhile();
  }
  return true;
}
