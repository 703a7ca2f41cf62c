import path from 'node:path';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { StartProof } from '@quarterdeck/core/contract/proof/proof-run.schema';
import {
  denied,
  parsed,
  PASSED,
  type Parsed,
  type Verdict,
} from '@quarterdeck/core/kernel/verdict';
import type { ListedProof, ProofRun } from '../api/proofs-port.ts';
import type { Clock, Scheduler, Timer } from '../ports/clock.ts';
import { proofsFolderOf } from './proof-folder.ts';
import type { ProofHandle, StartProofRun } from './proof-order.ts';
import { ProofShelf } from './proof-shelf.ts';

/** Between two looks at how far the run has come. */
const LOOK_MS = 1_000;
/** Ends of runs whose reason is remembered; older ones are interrupted without one. */
const MOST_REMEMBERED = 50;

export interface ProofManagerOptions {
  readonly home: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly scheduler: Pick<Scheduler, 'every'>;
  readonly newId: () => string;
  readonly startRun: StartProofRun;
  readonly isAlive: (pid: number) => boolean;
}

/** What no process can change any more. */
const FINAL: ReadonlySet<ListedProof['state']> = new Set(['passed', 'failed', 'mutations']);

interface ActiveProof {
  /** As it was asked for; what its folder says is newer. */
  readonly asked: ProofRun;
  readonly handle: ProofHandle;
  readonly looks: Timer;
  readonly over: Promise<void>;
  told: string;
}

type Watcher = (run: ListedProof) => void;

/** Lists the runs of the proof, and makes them: one at a time, each in a process of its own. */
export class ProofManager {
  readonly #options: ProofManagerOptions;
  readonly #shelf: ProofShelf;
  readonly #watchers = new Set<Watcher>();
  /** Why runs that this engine began have ended without a report. */
  readonly #ends = new Map<string, ProofRun>();
  #active: ActiveProof | undefined;
  #isClosed = false;

  constructor(options: ProofManagerOptions) {
    this.#options = options;
    this.#shelf = new ProofShelf(options);
  }

  /** Newest first. */
  async list(): Promise<readonly ListedProof[]> {
    const rows = (await this.#shelf.list()).map((row) => this.#withOwn(row));
    const own = [...this.#ends.values(), ...(this.#active ? [this.#active.asked] : [])];
    const unseen = own.filter(({ runId }) => rows.every((row) => row.runId !== runId));
    return [...unseen, ...rows].toSorted((one, other) => other.tsStarted - one.tsStarted);
  }

  async report(runId: string): Promise<Parsed<ProofReport>> {
    const report = await this.#shelf.report(runId);
    if (report.ok || report.code !== 'PROOF_UNKNOWN') return report;
    const own = this.#active?.asked.runId === runId ? this.#active.asked : this.#ends.get(runId);
    return own === undefined ? report : denied('PROOF_NOT_FINISHED', { runId, state: own.state });
  }

  async start(request: StartProof): Promise<Parsed<string>> {
    const other = (await this.#shelf.list()).find(({ state }) => state === 'running');
    const running = this.#active?.asked.runId ?? other?.runId;
    if (running !== undefined) return denied('PROOF_RUNNING', { runId: running });
    if (this.#isClosed) return denied('PROOF_ENGINE_STOPPING');
    return parsed(this.#begin(request));
  }

  async stop(runId: string, by: string): Promise<Verdict> {
    const active = this.#active;
    if (active?.asked.runId === runId) {
      await this.#end(active, `stopped by ${by}`);
      return PASSED;
    }
    const row = (await this.#shelf.find(runId)) ?? this.#ends.get(runId);
    if (row === undefined) return denied('PROOF_UNKNOWN', { runId });
    if (row.state !== 'running') return denied('PROOF_ENDED', { runId, state: row.state });
    return denied('PROOF_NOT_OURS', { runId, pid: row.progress?.pid ?? 'unknown' });
  }

  watch(onChange: Watcher): () => void {
    this.#watchers.add(onChange);
    if (this.#active) onChange(this.#active.asked);
    return () => this.#watchers.delete(onChange);
  }

  /** Ends what runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#active) await this.#end(this.#active, 'the engine stopped while it ran');
  }

  #begin(request: StartProof): string {
    const { newId, startRun, scheduler, home } = this.#options;
    const runId = newId();
    const folder = path.join(path.resolve(proofsFolderOf(home)), runId);
    const handle = startRun({ request, folder });
    const active: ActiveProof = {
      asked: this.#askedFor(runId, request),
      handle,
      looks: scheduler.every(LOOK_MS, () => void this.#look(runId)),
      over: handle.ended.then((how) => this.#over(runId, how)),
      told: '',
    };
    this.#active = active;
    this.#tell(active.asked);
    return runId;
  }

  #askedFor(runId: string, { kind, seed }: StartProof): ProofRun {
    return {
      runId,
      kind,
      state: 'running',
      seed: seed ?? null,
      defect: null,
      tsStarted: this.#options.clock.now(),
      elapsedMs: null,
      digest: null,
      groups: [],
      progress: null,
      problem: null,
    };
  }

  /** What its folder says; between its start and its first word, what was asked for. */
  async #look(runId: string): Promise<void> {
    const row = await this.#shelf.find(runId);
    const active = this.#active;
    if (row === undefined || active?.asked.runId !== runId) return;
    const text = JSON.stringify(row);
    if (text === active.told) return;
    active.told = text;
    this.#tell(this.#withOwn(row));
  }

  async #end(active: ActiveProof, problem: string): Promise<void> {
    this.#remember({ ...active.asked, state: 'interrupted', problem });
    active.handle.stop();
    await active.over;
  }

  async #over(runId: string, problem: string): Promise<void> {
    const active = this.#active;
    if (active?.asked.runId !== runId) return;
    active.looks.cancel();
    const end: ProofRun = { ...active.asked, state: 'interrupted', problem };
    // Whoever ended it has said why already; a report makes this count for nothing.
    if (!this.#ends.has(runId)) this.#remember(end);
    this.#active = undefined;
    const row = await this.#shelf.find(runId);
    this.#tell(row === undefined ? (this.#ends.get(runId) ?? end) : this.#withOwn(row));
  }

  #remember(end: ProofRun): void {
    this.#ends.set(end.runId, end);
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > MOST_REMEMBERED && oldest !== undefined) this.#ends.delete(oldest);
  }

  /** A report stands by itself; to anything less belongs what this engine knows of the process. */
  #withOwn(row: ListedProof): ListedProof {
    if (FINAL.has(row.state)) return row;
    const isRun = 'kind' in row;
    if (this.#active?.asked.runId === row.runId) {
      return isRun ? { ...row, state: 'running' } : this.#active.asked;
    }
    const end = this.#ends.get(row.runId);
    if (end === undefined) return row;
    return isRun ? { ...row, state: 'interrupted', problem: end.problem } : end;
  }

  #tell(run: ListedProof): void {
    for (const watcher of this.#watchers) watcher(run);
  }
}
