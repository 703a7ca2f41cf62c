import type { Clock, Scheduler } from '../../ports/clock.ts';
import { CallCut, StallWatch } from './call-cut.ts';
import { classifyError } from './classify-error.ts';
import { failureOf, type Failure } from './failure.ts';

export interface BatchCallWorld {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly apiKey: string;
  /** Nothing came for this long: the call is cut. */
  readonly stallMs: number;
}

/** How the library is to send one call; `touch` when something has come. */
export interface CallOptions {
  readonly signal: AbortSignal;
  readonly timeout: number;
  readonly maxRetries: 0;
}

export type CallEnd<TValue> =
  { readonly ok: true; readonly value: TValue } | { readonly ok: false; readonly failure: Failure };

type Send<TValue> = (options: CallOptions, touch: () => void) => Promise<TValue>;

/** One request of the batch interface; always resolves, at the latest `stallMs` after the last sign of life. */
export async function callBatch<TValue>(
  { clock, scheduler, apiKey, stallMs }: BatchCallWorld,
  send: Send<TValue>,
): Promise<CallEnd<TValue>> {
  const cut = new CallCut();
  const watch = new StallWatch(scheduler, stallMs, cut);
  try {
    const sent = send({ signal: cut.signal, timeout: stallMs, maxRetries: 0 }, () => watch.touch());
    // When the cut wins, nobody else waits for this one.
    sent.catch(() => undefined);
    const end = await Promise.race([sent.then((value) => ({ value })), cut.reached]);
    return typeof end === 'string' ? stalled() : { ok: true, value: end.value };
  } catch (error) {
    if (cut.reason !== undefined) return stalled();
    const context = { apiKey, now: clock.now(), status: null };
    return { ok: false, failure: classifyError(error, context) };
  } finally {
    watch.stop();
  }
}

const stalled = (): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: failureOf('transient', 'FAIL_DEADLINE', { detail: 'stalled: no byte came' }),
});
