import type { StartProof } from '@quarterdeck/core/contract/proof/proof-run.schema';

/** One run of the proof as it is handed to a process. */
export interface ProofOrder {
  readonly request: StartProof;
  /** Where its report goes; nobody has made it yet. */
  readonly folder: string;
}

export interface ProofHandle {
  /** Settles when the process is gone, with what it complained of or how it ended. */
  readonly ended: Promise<string>;
  /** Asks it to end, and ends it where it does not. */
  stop(): void;
}

export type StartProofRun = (order: ProofOrder) => ProofHandle;

const LENGTHS: Readonly<Record<StartProof['kind'], readonly string[]>> = {
  full: [],
  quick: ['--quick'],
  soak: ['--soak', '24h', '--accelerated'],
};

/** The command line of a run, without the program's own name. */
export function proofArguments({ request, folder }: ProofOrder): readonly string[] {
  const { kind, seed } = request;
  const seeded = seed === undefined ? [] : ['--seed', String(seed)];
  return ['verify', '--report', folder, ...LENGTHS[kind], ...seeded];
}
