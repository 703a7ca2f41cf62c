import type { Scheduler } from '../../ports/clock.ts';

class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Rejects with DeadlineError when the promise has not settled in time. Whatever it does later is ignored:
 * answers about an order come as reports, never through a late promise.
 */
export function withDeadline<TValue>(
  scheduler: Scheduler,
  deadlineMs: number,
  work: Promise<TValue>,
): Promise<TValue> {
  return new Promise((resolve, reject) => {
    const timer = scheduler.after(deadlineMs, () => {
      reject(new DeadlineError(`no answer within ${deadlineMs} ms`));
    });
    work.then(
      (value) => {
        timer.cancel();
        resolve(value);
      },
      (error: unknown) => {
        timer.cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
