import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { ProofSummary, StartProof } from '@quarterdeck/core/contract/proof/proof-run.schema';
import type { Parsed, Verdict } from '@quarterdeck/core/kernel/verdict';
import type { Actor } from './operator-port.ts';

/** One run of the proof as its folder shows it. */
export interface ProofRun extends Omit<ProofSummary, 'seed'> {
  /** Null until the run has said which one it took. */
  readonly seed: number | null;
  /** Why it was interrupted, where that is known. */
  readonly problem: string | null;
}

/**
 * A folder that holds no verdict on the engine: one that cannot be read, or one in which known faults were planted in
 * turn to try the proof itself.
 */
export interface ProofNote {
  readonly runId: string;
  readonly state: 'unreadable' | 'mutations';
  /** When something in it changed last. */
  readonly tsStarted: number;
  /** What is wrong with it, or what came of the faults. */
  readonly problem: string;
}

export type ListedProof = ProofRun | ProofNote;

/** Codes: `PROOF_UNKNOWN`, `PROOF_NOT_FINISHED`, `PROOF_UNREADABLE`, `PROOF_RUNNING`, `PROOF_ENDED`, `PROOF_NOT_OURS`. */
export interface ProofsPort {
  /** Newest first, 50 at most. */
  list(): Promise<readonly ListedProof[]>;
  report(runId: string): Promise<Parsed<ProofReport>>;
  /** Begins at once, in a process of its own, before a simulated desk of its own; resolves to the id of the run. */
  start(request: StartProof, actor: Actor): Promise<Parsed<string>>;
  /** Resolves once the run no longer works; it leaves no report. */
  stop(runId: string, actor: Actor): Promise<Verdict>;
  /** Calls back with the run that this engine has begun, then with each change of it. Returns what ends it. */
  watch(onChange: (run: ListedProof) => void): () => void;
}
