import { expect, it } from 'vitest';
import type { ListedProof, ProofRun } from '../../trpc/app-router.ts';
import { findRunning, interruptedSince, lastFinished } from './proof-rows.ts';

const run = (runId: string, tsStarted: number, change: Partial<ProofRun> = {}): ProofRun => ({
  ...{ runId, tsStarted, kind: 'quick', state: 'passed', seed: 1, defect: null },
  ...{ elapsedMs: 1, digest: null, groups: [], progress: null, problem: null },
  ...change,
});
const unreadable: ListedProof = {
  ...{ runId: 'odd', state: 'unreadable', tsStarted: 9, problem: 'is not JSON' },
};

it('takes the newest verdict on the engine as it is, never one on a planted fault', () => {
  const rows = [
    unreadable,
    run('working', 8, { state: 'running' }),
    run('planted', 7, { state: 'failed', defect: 'double-fill' }),
    run('newest', 6, { state: 'failed' }),
    run('older', 5),
  ];
  expect(lastFinished(rows)?.runId).toBe('newest');
  expect(findRunning(rows)?.runId).toBe('working');
  expect(lastFinished([unreadable])).toBeNull();
});

it('tells of a run that was interrupted after the last verdict, not before it', () => {
  const dead = run('dead', 7, { state: 'interrupted' });
  expect(interruptedSince([dead, run('ended', 6)])?.runId).toBe('dead');
  expect(interruptedSince([run('ended', 8), dead])).toBeUndefined();
  expect(interruptedSince([unreadable, dead])?.runId).toBe('dead');
});
