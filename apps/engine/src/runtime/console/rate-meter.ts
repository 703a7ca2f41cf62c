interface Sample {
  readonly atMs: number;
  readonly total: number;
}

const WINDOW_MS = 5_000;
const SPACING_MS = 1_000;

/**
 * Events per second from a growing total, over the last five seconds. Rounded to two digits that matter,
 * so that a steady feed gives a steady figure and its slice of the console does not change for nothing.
 */
export class RateMeter {
  readonly #samples: Sample[] = [];
  #rate = 0;

  read(total: number, nowMs: number): number {
    const newest = this.#samples.at(-1);
    if (newest !== undefined && nowMs - newest.atMs < SPACING_MS) return this.#rate;
    this.#samples.push({ atMs: nowMs, total });
    while (this.#samples.length > 2 && this.#isTooOld(nowMs)) this.#samples.shift();
    this.#rate = this.#measure(total, nowMs);
    return this.#rate;
  }

  #isTooOld(nowMs: number): boolean {
    const second = this.#samples[1];
    return second !== undefined && nowMs - second.atMs >= WINDOW_MS;
  }

  #measure(total: number, nowMs: number): number {
    const oldest = this.#samples[0];
    if (oldest === undefined || nowMs <= oldest.atMs) return 0;
    return Number((((total - oldest.total) * 1_000) / (nowMs - oldest.atMs)).toPrecision(2));
  }
}
