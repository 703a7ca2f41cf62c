import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import type { ListedProof } from '../api/proofs-port.ts';
import { ProofManager } from './proof-manager.ts';
import type { ProofOrder } from './proof-order.ts';
import { putProofFile, sampleProgress, sampleProof } from './testing/sample-proof.ts';

const T0 = 1_700_000_000_000;

interface Started {
  readonly order: ProofOrder;
  readonly end: (lastWords: string) => void;
  isAsked: boolean;
}

/** A manager before runs that do what the test says, with a folder of its own. */
function open() {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-proofs-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const clock = new VirtualClock(T0);
  const started: Started[] = [];
  const living = new Set<number>();
  let ids = 0;
  const manager = new ProofManager({
    home,
    clock,
    scheduler: clock,
    newId: () => `proof-${String((ids += 1))}`,
    startRun: (order) => {
      let end: (lastWords: string) => void = () => undefined;
      const ended = new Promise<string>((resolve) => (end = resolve));
      const run: Started = { order, end, isAsked: false };
      started.push(run);
      const stop = (): void => {
        run.isAsked = true;
        end('drained');
      };
      return { ended, stop };
    },
    isAlive: (pid) => living.has(pid),
  });
  const told: ListedProof[] = [];
  manager.watch((run) => told.push(run));
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await clock.runBy(100);
  };
  return { home, clock, manager, started, living, told, until };
}

it('begins a run below the home, and shows it before it has said a word', async () => {
  const { manager, started, home, told } = open();
  expect(await manager.start({ kind: 'quick', seed: 5 })).toEqual({ ok: true, value: 'proof-1' });
  expect(started.map(({ order }) => order)).toEqual([
    { request: { kind: 'quick', seed: 5 }, folder: path.join(home, 'proof', 'proof-1') },
  ]);
  const row = { runId: 'proof-1', state: 'running', kind: 'quick', seed: 5, tsStarted: T0 };
  expect(await manager.list()).toMatchObject([row]);
  expect(told).toMatchObject([row]);
});

it('begins one at a time, also where two are asked for in the same moment', async () => {
  const { manager, started } = open();
  const [one, other] = await Promise.all([
    manager.start({ kind: 'full' }),
    manager.start({ kind: 'quick' }),
  ]);
  expect(one).toMatchObject({ ok: true });
  expect(other).toEqual({ ok: false, code: 'PROOF_RUNNING', numbers: { runId: 'proof-1' } });
  expect(started).toHaveLength(1);
});

it('waits for a run of the command line too, which it does not end', async () => {
  const { manager, home, living, started } = open();
  living.add(41);
  putProofFile(home, 'by-hand/progress.json', sampleProgress());
  expect(await manager.start({ kind: 'quick' })).toMatchObject({
    code: 'PROOF_RUNNING',
    numbers: { runId: 'by-hand' },
  });
  expect(await manager.stop('by-hand', 'anna')).toMatchObject({
    code: 'PROOF_NOT_OURS',
    numbers: { pid: 41 },
  });
  living.clear();
  expect(await manager.stop('by-hand', 'anna')).toMatchObject({ code: 'PROOF_ENDED' });
  expect(await manager.start({ kind: 'quick' })).toMatchObject({ ok: true });
  expect(started).toHaveLength(1);
});

it('tells how far the run has come, each step once', async () => {
  const { manager, home, told, clock, until } = open();
  await manager.start({ kind: 'quick' });
  for (const stagesDone of [1, 2]) {
    putProofFile(home, 'proof-1/progress.json', sampleProgress({ stagesDone, pid: 1 }));
    const before = told.length;
    await until(() => told.length > before);
    await clock.runBy(5_000);
  }
  const steps = told.map((row) => (row.state === 'running' ? row.progress?.stagesDone : null));
  expect(steps).toEqual([undefined, 1, 2]);
});

it('shows the report of a run that has ended by itself', async () => {
  const { manager, home, started, told, until } = open();
  await manager.start({ kind: 'quick' });
  putProofFile(home, 'proof-1/report.json', sampleProof());
  started[0]?.end('');
  await until(() => told.length === 2);
  expect(told.at(-1)).toMatchObject({ runId: 'proof-1', state: 'passed' });
  expect(await manager.report('proof-1')).toEqual({ ok: true, value: sampleProof() });
  expect(await manager.start({ kind: 'quick' })).toEqual({ ok: true, value: 'proof-2' });
});

it('keeps the last words of a run that never came to a report', async () => {
  const { manager, started, told, until } = open();
  await manager.start({ kind: 'full' });
  started[0]?.end('too little disk: 3 MB are free');
  await until(() => told.length === 2);
  const row = { runId: 'proof-1', state: 'interrupted', problem: 'too little disk: 3 MB are free' };
  expect(told.at(-1)).toMatchObject(row);
  expect(await manager.list()).toMatchObject([row]);
  expect(await manager.report('proof-1')).toMatchObject({
    code: 'PROOF_NOT_FINISHED',
    numbers: { state: 'interrupted' },
  });
});

it('stops a run once, and says who did', async () => {
  const { manager, home, started } = open();
  await manager.start({ kind: 'full' });
  putProofFile(home, 'proof-1/progress.json', sampleProgress({ pid: 1 }));
  expect(await manager.stop('proof-1', 'anna')).toEqual({ ok: true });
  expect(started[0]?.isAsked).toBe(true);
  expect(await manager.list()).toMatchObject([
    { runId: 'proof-1', state: 'interrupted', problem: 'stopped by anna', seed: 9 },
  ]);
  expect(await manager.stop('proof-1', 'anna')).toMatchObject({ code: 'PROOF_ENDED' });
  expect(await manager.stop('../proof-1', 'anna')).toMatchObject({ code: 'PROOF_UNKNOWN' });
});

it('ends with the engine and begins nothing after that', async () => {
  const { manager, started, clock, told } = open();
  await manager.start({ kind: 'full' });
  await manager.close();
  expect(started[0]?.isAsked).toBe(true);
  expect(await manager.list()).toMatchObject([{ problem: 'the engine stopped while it ran' }]);
  expect(await manager.start({ kind: 'full' })).toMatchObject({ code: 'PROOF_ENGINE_STOPPING' });
  const before = told.length;
  await clock.runBy(10_000);
  expect(told).toHaveLength(before);
});
