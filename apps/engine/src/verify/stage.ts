import type {
  ProofChart,
  ProofKind,
  ProofMeasure,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { Clock, Scheduler } from '../ports/clock.ts';
import type { CriterionId } from './criteria.ts';
import type { Defect } from './defects/defect.ts';
import type { Findings } from './findings.ts';

/** What a stage is given. */
export interface StageContext {
  readonly kind: ProofKind;
  readonly seed: number;
  /** How long the soak lasts, in the desk's own time; soak runs alone. */
  readonly soakMs?: number;
  /** Planted on purpose; undefined in a run that proves the engine as it is. */
  readonly defect: Defect | undefined;
  /** Empty, the stage's own, removed afterwards. */
  readonly folder: string;
  /** Recorded market data; undefined where there is none. */
  readonly recordedFolder: string | undefined;
  /** The machine's, for measures alone: nothing that decides may read it. */
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly findings: Findings;
  /** Lets the process hear signals; aborted when it was asked to end. */
  readonly signal: AbortSignal;
}

export interface StageResult {
  /** Equal in every run with the same seed and version. */
  readonly counts: Readonly<Record<string, number>>;
  /** Exact, account currency. */
  readonly pnl?: string;
  readonly measures?: readonly ProofMeasure[];
  readonly charts?: readonly ProofChart[];
}

/** One part of the proof. */
export interface Stage {
  readonly name: string;
  readonly title: string;
  /** Which criteria it decides, alone or with others. */
  readonly decides: readonly CriterionId[];
  run(context: StageContext): Promise<StageResult>;
}
