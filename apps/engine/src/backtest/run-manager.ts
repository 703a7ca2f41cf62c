import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import {
  denied,
  parsed,
  PASSED,
  type Parsed,
  type Verdict,
} from '@quarterdeck/core/kernel/verdict';
import type { RunStore } from '@quarterdeck/db/research-runs';
import type { Clock } from '../ports/clock.ts';
import { unpackReport } from './pack-report.ts';
import type { RunPlaces } from './prepare-run.ts';
import type { RunEnd, RunHandle, StartRun } from './run-order.ts';

/** Waiting ones included. */
const MOST_ACTIVE = 20;
/** Shortest time between two notes of progress of one run. */
const PROGRESS_MS = 200;

export interface RunManagerOptions {
  readonly store: RunStore;
  /** The machine's: how long a run took, and when. */
  readonly clock: Clock;
  readonly newId: () => string;
  readonly startRun: StartRun;
  readonly places: RunPlaces;
  /** Runs at the same time. */
  readonly workers: number;
  readonly onStoreFailed: (error: unknown) => void;
}

interface ActiveRun {
  run: BacktestRun;
  handle: RunHandle | undefined;
  startedMs: number;
  toldMs: number;
  /** Settles when nothing works on it any more. */
  over: Promise<void> | undefined;
}

type Watcher = (run: BacktestRun) => void;

/** Makes the runs that are asked for, one after the other, each in a process of its own. */
export class RunManager {
  readonly #options: RunManagerOptions;
  /** Queued and running, in the order they were asked for. */
  readonly #active = new Map<string, ActiveRun>();
  readonly #watchers = new Set<Watcher>();
  #isClosed = false;

  constructor(options: RunManagerOptions) {
    this.#options = options;
  }

  list(limit: number): readonly BacktestRun[] {
    return this.#options.store.list(limit).map((run) => this.#active.get(run.id)?.run ?? run);
  }

  async report(id: string): Promise<Parsed<BacktestReport>> {
    const run = this.#active.get(id)?.run ?? this.#options.store.find(id);
    if (run === undefined) return denied('RUN_UNKNOWN', { id });
    const packed = this.#options.store.findReport(id);
    if (packed === undefined) return denied('RUN_NOT_FINISHED', { id, state: run.state });
    return parsed(await unpackReport(packed));
  }

  start(request: BacktestRequest, by: string): Parsed<string> {
    const active = this.#active.size;
    if (active >= MOST_ACTIVE) return denied('RUN_QUEUE_FULL', { active, most: MOST_ACTIVE });
    const { clock, newId, store } = this.#options;
    const run: BacktestRun = {
      id: newId(),
      state: 'queued',
      progress: 0,
      by,
      tsCreated: clock.now(),
      tsEnded: null,
      request,
      error: null,
      summary: null,
      elapsedMs: null,
    };
    store.save(run);
    const waiting = { run, handle: undefined, startedMs: 0, toldMs: 0, over: undefined };
    this.#active.set(run.id, waiting);
    this.#tell(run);
    this.#fill();
    return parsed(run.id);
  }

  async cancel(id: string): Promise<Verdict> {
    const active = this.#active.get(id);
    if (active === undefined) {
      const run = this.#options.store.find(id);
      return run === undefined
        ? denied('RUN_UNKNOWN', { id })
        : denied('RUN_ENDED', { id, state: run.state });
    }
    if (active.handle === undefined) this.#end(active, { type: 'ended' });
    active.handle?.stop();
    await active.over;
    return PASSED;
  }

  remove(id: string): Verdict {
    const run = this.#active.get(id)?.run;
    if (run !== undefined) return denied('RUN_NOT_FINISHED', { id, state: run.state });
    return this.#options.store.remove(id) ? PASSED : denied('RUN_UNKNOWN', { id });
  }

  watch(onChange: Watcher): () => void {
    this.#watchers.add(onChange);
    for (const { run } of this.#active.values()) onChange(run);
    return () => this.#watchers.delete(onChange);
  }

  /** Ends what runs and waits, and says so in their rows. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const left = [...this.#active.values()];
    for (const active of left) {
      if (active.handle === undefined) this.#end(active, { type: 'ended' });
      active.handle?.stop();
    }
    for (const { over } of left) await over;
  }

  #fill(): void {
    let running = 0;
    for (const active of [...this.#active.values()]) {
      if (running >= this.#options.workers || this.#isClosed) return;
      if (active.handle === undefined) this.#begin(active);
      running += 1;
    }
  }

  #begin(active: ActiveRun): void {
    const { startRun, places, clock } = this.#options;
    active.startedMs = clock.monotonicMs();
    active.toldMs = active.startedMs;
    const order = { request: active.run.request, places };
    const handle = startRun(order, (fraction) => this.#progress(active, fraction));
    active.handle = handle;
    active.over = handle.ended.then((end) => {
      this.#end(active, end);
      this.#fill();
    });
    this.#change(active, { state: 'running' });
  }

  #progress(active: ActiveRun, fraction: number): void {
    active.run = { ...active.run, progress: Math.min(1, Math.max(0, fraction)) };
    const now = this.#options.clock.monotonicMs();
    if (now - active.toldMs < PROGRESS_MS) return;
    active.toldMs = now;
    this.#tell(active.run);
  }

  #end(active: ActiveRun, end: RunEnd): void {
    const { clock, store } = this.#options;
    this.#active.delete(active.run.id);
    const times = {
      tsEnded: clock.now(),
      elapsedMs: active.handle === undefined ? null : clock.monotonicMs() - active.startedMs,
    };
    if (end.type !== 'done') {
      this.#change(active, { ...times, ...this.#failureOf(end) });
      return;
    }
    const done = {
      ...active.run,
      ...times,
      state: 'done',
      progress: 1,
      summary: end.summary,
    } as const;
    try {
      store.finish(done, end.report);
      this.#tell(done);
    } catch (error) {
      this.#options.onStoreFailed(error);
      this.#change(active, { ...times, state: 'failed', error: 'its report could not be stored' });
    }
  }

  #failureOf(end: Exclude<RunEnd, { type: 'done' }>): Pick<BacktestRun, 'state' | 'error'> {
    if (end.type === 'failed') return { state: 'failed', error: end.error };
    return this.#isClosed
      ? { state: 'failed', error: 'the engine stopped while it ran' }
      : { state: 'cancelled', error: null };
  }

  /** A row that cannot be written costs the row: what is shown is right until the next start. */
  #change(active: ActiveRun, change: Partial<BacktestRun>): void {
    active.run = { ...active.run, ...change };
    try {
      this.#options.store.save(active.run);
    } catch (error) {
      this.#options.onStoreFailed(error);
    }
    this.#tell(active.run);
  }

  #tell(run: BacktestRun): void {
    for (const watcher of this.#watchers) watcher(run);
  }
}
