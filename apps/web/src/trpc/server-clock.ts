const SAMPLES = 30;

/**
 * Estimates the engine's clock from the stamps of its messages. A message can only arrive late, so the largest
 * of the recent differences is the one with the least delay in it.
 */
export class ServerClock {
  #differences: number[] = [];
  #offsetMs = 0;

  observe(tsServer: number, tsReceived: number): void {
    this.#differences.push(tsServer - tsReceived);
    if (this.#differences.length > SAMPLES) this.#differences.shift();
    this.#offsetMs = Math.max(...this.#differences);
  }

  /** A new engine may keep another clock. */
  reset(): void {
    this.#differences = [];
  }

  /** The engine's time at this local time. */
  at(localNow: number): number {
    return localNow + this.#offsetMs;
  }
}
