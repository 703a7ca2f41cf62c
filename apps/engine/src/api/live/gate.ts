/** What one stream waits at. One listener for its whole life, so that hours of waiting leave nothing behind. */
export class Gate {
  readonly #signal: AbortSignal | undefined;
  #resolve: (() => void) | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.open);
  }

  get isAborted(): boolean {
    return this.#signal?.aborted ?? false;
  }

  readonly open = (): void => {
    this.#resolve?.();
    this.#resolve = undefined;
  };

  opened(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isAborted) resolve();
      else this.#resolve = resolve;
    });
  }

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.open);
  }
}
