import { Worker } from 'node:worker_threads';
import { denied, type Parsed } from '@quarterdeck/core/kernel/verdict';
import { fitHmm, type HmmFit } from '@quarterdeck/core/market/regimes/fit-hmm';
import type { Scheduler } from '../../ports/clock.ts';
import type { FitAnswer, FitTask } from './fit-task.ts';

/** Enough for a century of days; a thread that wants more ends by itself. */
const LIMITS = { maxOldGenerationSizeMb: 64 };

export interface RegimeFitterOptions {
  readonly scheduler: Scheduler;
  readonly timeoutMs: number;
  /** Bundled beside the engine. */
  readonly script?: URL | undefined;
}

/** A fit on its way; `cancel` ends its thread, and `done` then says so. Neither ever throws or rejects. */
export interface RunningFit {
  /** The fit, what core refuses, or FIT_TIMED_OUT, FIT_CANCELLED, FIT_WORKER_DIED. */
  readonly done: Promise<Parsed<HmmFit>>;
  cancel(): void;
}

export interface RegimeFitter {
  start(task: FitTask): RunningFit;
  /** Cancels what runs and returns once its threads have ended. */
  stop(): Promise<void>;
}

function bundledScript(): URL | undefined {
  const script = new URL('./regime-fit.worker.ts', import.meta.url);
  return script.pathname.endsWith('.js') ? script : undefined;
}

class ThreadFitter implements RegimeFitter {
  readonly #script: URL;
  readonly #options: RegimeFitterOptions;
  readonly #running = new Map<Worker, () => void>();

  constructor(script: URL, options: RegimeFitterOptions) {
    this.#script = script;
    this.#options = options;
  }

  start(task: FitTask): RunningFit {
    const worker = new Worker(this.#script, { workerData: task, resourceLimits: LIMITS });
    const { scheduler, timeoutMs } = this.#options;
    let settle: (answer: FitAnswer) => void = () => undefined;
    const done = new Promise<FitAnswer>((resolve) => (settle = resolve));
    const end = (answer: FitAnswer): void => {
      timer.cancel();
      // The first end counts; later ones settle a promise that is settled.
      settle(answer);
      void worker.terminate();
    };
    const cancel = () => {
      end(denied('FIT_CANCELLED'));
    };
    const timer = scheduler.after(timeoutMs, () => {
      end(denied('FIT_TIMED_OUT', { timeoutMs }));
    });
    worker.once('message', end);
    worker.once('error', (error: unknown) => {
      end(
        denied('FIT_WORKER_DIED', { why: error instanceof Error ? error.message : String(error) }),
      );
    });
    worker.once('exit', (code) => {
      this.#running.delete(worker);
      end(denied('FIT_WORKER_DIED', { why: `exit code ${code}` }));
    });
    // An engine that stops does not wait for a fit.
    worker.unref();
    this.#running.set(worker, cancel);
    return { done, cancel };
  }

  async stop(): Promise<void> {
    const ending = [...this.#running].map(async ([worker, cancel]) => {
      cancel();
      await worker.terminate();
    });
    await Promise.all(ending);
  }
}

/** Where the program is not bundled there is no script to start: tests and tools wait for their fits. */
const inThisThread: RegimeFitter = {
  start: ({ returns, options }) => ({
    done: Promise.resolve().then(() => fitHmm(returns, options)),
    cancel: () => undefined,
  }),
  stop: () => Promise.resolve(),
};

/**
 * Fits regimes in a thread of its own, one thread a fit: a fit is made once in some days, and a thread that has ended
 * holds nothing and can be cut off at any moment.
 */
export function createRegimeFitter(options: RegimeFitterOptions): RegimeFitter {
  const script = options.script ?? bundledScript();
  return script === undefined ? inThisThread : new ThreadFitter(script, options);
}
