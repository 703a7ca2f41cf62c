import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import { createTrialRunner } from './run-trial.ts';
import type { TrialBase, TrialOutcome, TrialTask } from './trial-task.ts';

/** Runs trials side by side, as many as it has places. */
export interface TrialPool {
  readonly size: number;
  /** Never more at once than there are places. A worker that dies is an outcome, and is replaced. */
  run(task: TrialTask): Promise<TrialOutcome>;
  close(): Promise<void>;
}

/** Bundled beside the program; sources have none. */
function bundledScript(): URL | undefined {
  const script = new URL('./trial.worker.ts', import.meta.url);
  return script.pathname.endsWith('.js') ? script : undefined;
}

type Settle = (outcome: TrialOutcome) => void;

/** One thread, started with its first task and again after a death. */
class TrialThread {
  readonly #script: URL;
  readonly #base: TrialBase;
  #worker: Worker | undefined;
  #settle: Settle | undefined;

  constructor(script: URL, base: TrialBase) {
    this.#script = script;
    this.#base = base;
  }

  run(task: TrialTask): Promise<TrialOutcome> {
    this.#worker ??= this.#start();
    this.#worker.postMessage(task);
    return new Promise((resolve) => (this.#settle = resolve));
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#base });
    const die = (why: string): void => {
      this.#worker = undefined;
      this.#end({ ok: false, error: `the worker died: ${why}` });
    };
    worker.on('message', (outcome: TrialOutcome) => this.#end(outcome));
    worker.on('error', (error) => die(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => die(`exit code ${code}`));
    return worker;
  }

  #end(outcome: TrialOutcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }
}

/**
 * Worker threads as such, without a pool library: a task is one message, each thread keeps what it has prepared, and
 * there is never a task that waits.
 */
class ThreadPool implements TrialPool {
  readonly size: number;
  readonly #threads: readonly TrialThread[];
  readonly #idle: TrialThread[];

  constructor(script: URL, { base, size }: { base: TrialBase; size: number }) {
    this.size = size;
    this.#threads = Array.from({ length: size }, () => new TrialThread(script, base));
    this.#idle = this.#threads.toReversed();
  }

  async run(task: TrialTask): Promise<TrialOutcome> {
    const thread = this.#idle.pop();
    ensureInvariant(thread !== undefined, 'a trial is given to a pool with a free place');
    const outcome = await thread.run(task);
    this.#idle.push(thread);
    return outcome;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }
}

/** `workers` threads, 0 for one a core; in this thread, one after the other, where the program is not bundled. */
export function openTrialPool(base: TrialBase, script = bundledScript()): TrialPool {
  const { workers } = base.request;
  const size = workers === 0 ? availableParallelism() : workers;
  if (script !== undefined) return new ThreadPool(script, { base, size });
  return { size: 1, run: createTrialRunner(base), close: () => Promise.resolve() };
}
