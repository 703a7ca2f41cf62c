/** In pages: a log that long is begun again at its start. About 12 MB. */
export const LONG_LOG = 3_000;
const SHORTEST_MS = 500;

/**
 * When the log is looked at next. A quiet desk keeps its disk for the orders; a busy one must not fill the log before
 * the thread comes by, or one of its commits has to move all of it.
 */
export class CheckpointPace {
  readonly #longestMs: number;
  #intervalMs: number;
  #pagesBefore = 0;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
    this.#intervalMs = longestMs;
  }

  get intervalMs(): number {
    return this.#intervalMs;
  }

  /** Aims at a log that is just about to be long: sooner at once, later by at most twice the time. */
  see(pages: number, isBegunAgain: boolean): void {
    const added = Math.max(1, pages >= this.#pagesBefore ? pages - this.#pagesBefore : pages);
    const wanted = Math.min(this.#intervalMs * (LONG_LOG / added), this.#intervalMs * 2);
    this.#intervalMs = Math.min(this.#longestMs, Math.max(SHORTEST_MS, wanted));
    this.#pagesBefore = isBegunAgain ? 0 : pages;
  }
}
