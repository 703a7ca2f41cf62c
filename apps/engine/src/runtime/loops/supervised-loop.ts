import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { LoopRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Clock, Scheduler, Timer } from '../../ports/clock.ts';
import { backOffMs } from './back-off.ts';

export interface LoopPorts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly rng: Rng;
}

export interface LoopOptions {
  readonly name: string;
  /** Pause between two steps. Zero: the step is the whole loop and ends only with it. */
  readonly intervalMs: number;
  readonly step: (signal: AbortSignal) => void | Promise<void>;
  readonly onFailure?: (name: string, error: unknown) => void;
}

const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** Running this long without a failure forgives the earlier ones. */
const HEALTHY_MS = 60_000;

/** A loop that dies comes back after a pause that doubles, and says so. */
export class SupervisedLoop {
  readonly #options: LoopOptions;
  readonly #ports: LoopPorts;
  #state: LoopRow['state'] = 'stopped';
  #restarts = 0;
  #failuresInRow = 0;
  #lastError: string | undefined;
  #tsBeat = 0;
  #tsRetry: number | undefined;
  #startedMs = 0;
  #timer: Timer | undefined;
  #going: Promise<void> | undefined;
  #abort = new AbortController();

  constructor(options: LoopOptions, ports: LoopPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  start(): void {
    this.#abort = new AbortController();
    this.#begin();
  }

  /** Resolves when the step that is going on has ended. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.#timer?.cancel();
    await this.#going;
    this.#state = 'stopped';
    this.#tsRetry = undefined;
  }

  row(): LoopRow {
    return {
      name: this.#options.name,
      state: this.#state,
      restarts: this.#restarts,
      lastError: this.#lastError ?? null,
      tsBeat: this.#tsBeat,
      tsRetry: this.#tsRetry ?? null,
    };
  }

  #begin(): void {
    this.#state = 'running';
    this.#tsRetry = undefined;
    this.#startedMs = this.#ports.clock.monotonicMs();
    this.#step();
  }

  #step(): void {
    this.#tsBeat = this.#ports.clock.now();
    try {
      const going = this.#options.step(this.#abort.signal);
      if (going === undefined) this.#next();
      else this.#follow(going);
    } catch (error) {
      this.#failed(error);
    }
  }

  #follow(going: Promise<void>): void {
    this.#going = going.then(
      () => this.#next(),
      (error: unknown) => this.#failed(error),
    );
  }

  #next(): void {
    if (this.#abort.signal.aborted) return;
    const { clock, scheduler } = this.#ports;
    if (clock.monotonicMs() - this.#startedMs >= HEALTHY_MS) this.#failuresInRow = 0;
    if (this.#options.intervalMs > 0) {
      this.#timer = scheduler.after(this.#options.intervalMs, () => this.#step());
    } else this.#state = 'stopped';
  }

  #failed(error: unknown): void {
    if (this.#abort.signal.aborted) return;
    this.#lastError = error instanceof Error ? error.message : String(error);
    this.#restarts += 1;
    this.#failuresInRow += 1;
    const { rng, clock, scheduler } = this.#ports;
    const delayMs = backOffMs({
      failures: this.#failuresInRow,
      rng,
      firstMs: FIRST_MS,
      longestMs: LONGEST_MS,
    });
    this.#state = 'backing-off';
    this.#tsRetry = clock.now() + delayMs;
    this.#timer = scheduler.after(delayMs, () => this.#begin());
    this.#options.onFailure?.(this.#options.name, error);
  }
}
