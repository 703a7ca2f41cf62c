/** All the console may import of the engine: types, erased before anything is bundled. */
export type { AppRouter } from './router.ts';
export type { ChartedSymbol } from './research-port.ts';
export type { FillRow, LockHistoryRow } from './operator-port.ts';
export type { ListedProof, ProofRun, ProofNote } from './proofs-port.ts';
