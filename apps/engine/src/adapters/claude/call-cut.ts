import type { Scheduler, Timer } from '../../ports/clock.ts';

/** Why we ended a call ourselves. */
export type CutReason = 'cancelled' | 'deadline' | 'stalled' | 'oversized';

/**
 * Ends a call from our side: aborts the socket and, apart from that, resolves `reached` at once, so that no
 * library and no socket can hold an answer back. The first reason stays.
 */
export class CallCut {
  readonly #controller = new AbortController();
  readonly reached: Promise<CutReason>;
  #resolve: (reason: CutReason) => void = () => undefined;
  #reason: CutReason | undefined;

  constructor() {
    this.reached = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get reason(): CutReason | undefined {
    return this.#reason;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cut(reason: CutReason): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#resolve(reason);
    this.#controller.abort();
  }
}

/** Cuts a call when no byte has come for `stallMs`; `touch` on every byte, pings included. */
export class StallWatch {
  readonly #scheduler: Scheduler;
  readonly #stallMs: number;
  readonly #cut: CallCut;
  #timer: Timer | undefined;

  constructor(scheduler: Scheduler, stallMs: number, cut: CallCut) {
    this.#scheduler = scheduler;
    this.#stallMs = stallMs;
    this.#cut = cut;
    this.touch();
  }

  touch(): void {
    this.#timer?.cancel();
    if (this.#cut.reason !== undefined) return;
    this.#timer = this.#scheduler.after(this.#stallMs, () => this.#cut.cut('stalled'));
  }

  stop(): void {
    this.#timer?.cancel();
  }
}
