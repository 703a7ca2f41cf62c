export type { AppRouter, ListedProof, ProofRun } from '@quarterdeck/engine/router-types';
