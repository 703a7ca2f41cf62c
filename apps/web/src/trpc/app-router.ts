export type { AppRouter, ListedProof, ProofNote, ProofRun } from '@quarterdeck/engine/router-types';
