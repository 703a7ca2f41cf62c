import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ProofShelf } from './proof-shelf.ts';
import { putProofFile, sampleProgress, sampleProof } from './testing/sample-proof.ts';

const LIVING = 41;

function open() {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-proofs-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  const shelf = new ProofShelf({ home, isAlive: (pid) => pid === LIVING });
  return { home, shelf };
}

it('lists nothing where no run was ever made', async () => {
  const { shelf } = open();
  expect(await shelf.list()).toEqual([]);
});

it('tells what passed, failed, runs and was interrupted, newest first', async () => {
  const { home, shelf } = open();
  putProofFile(home, 'passed/report.json', sampleProof({ tsStarted: 4_000 }));
  putProofFile(home, 'failed/report.json', sampleProof({ verdict: 'FAIL', tsStarted: 3_000 }));
  putProofFile(home, 'running/progress.json', sampleProgress({ tsStarted: 2_000 }));
  const dead = sampleProgress({ tsStarted: 1_000, pid: 42 });
  putProofFile(home, 'dead/progress.json', dead);
  const rows = await shelf.list();
  expect(rows).toMatchObject([
    { runId: 'passed', state: 'passed', seed: 7, elapsedMs: 58_000, digest: 'ab'.repeat(32) },
    { runId: 'failed', state: 'failed' },
    { runId: 'running', state: 'running', progress: { stage: 'load', stagesTotal: 8 } },
    { runId: 'dead', state: 'interrupted', seed: 9, digest: null, progress: dead },
  ]);
  expect(rows[1]).toMatchObject({
    groups: [
      { group: 'lanes', passed: 1, failed: 0, skipped: 1 },
      { group: 'exactness', passed: 0, failed: 1, skipped: 0 },
    ],
  });
});

it('takes a report as the last word, whatever progress lies beside it', async () => {
  const { home, shelf } = open();
  putProofFile(home, 'both/report.json', sampleProof());
  putProofFile(home, 'both/progress.json', sampleProgress());
  expect(await shelf.list()).toMatchObject([{ runId: 'both', state: 'passed', progress: null }]);
});

it.each([
  ['report.json', 'no brace', 'report.json is not JSON'],
  ['report.json', { ...sampleProof(), digest: 'short' }, /^report\.json digest: /],
  ['progress.json', { kind: 'full' }, /^progress\.json runId: /],
] as const)('says in one row what is wrong with a %s', async (file, content, problem) => {
  const { home, shelf } = open();
  putProofFile(home, `broken/${file === 'report.json' ? 'report' : 'progress'}.json`, content);
  putProofFile(home, 'sound/report.json', sampleProof());
  const rows = await shelf.list();
  expect(rows).toHaveLength(2);
  const broken = rows.find(({ runId }) => runId === 'broken');
  expect(broken).toMatchObject({ state: 'unreadable' });
  expect(broken?.state === 'unreadable' ? broken.problem : '').toMatch(problem);
  expect(await shelf.report('broken')).toMatchObject({
    code: file === 'report.json' ? 'PROOF_UNREADABLE' : 'PROOF_NOT_FINISHED',
  });
});

it('tells a folder of planted faults from a verdict on the engine', async () => {
  const { home, shelf } = open();
  const run = { verdict: 'FAIL', digest: 'ab'.repeat(32), elapsedMs: 1, failed: [], broken: [] };
  const defects = [true, false].map((isCaught) => ({
    ...{ defect: 'double-fill', criterion: 'exactness.venue_book', isCaught, run },
  }));
  const head = { format: 1, runId: 'x', seed: 1, verdict: 'FAIL', tsStarted: 5, elapsedMs: 9 };
  putProofFile(home, 'planted/mutations.json', { ...head, clean: run, defects });
  expect(await shelf.list()).toEqual([
    {
      ...{ runId: 'planted', state: 'mutations', tsStarted: 5 },
      problem: 'FAIL, 1 of 2 planted faults caught',
    },
  ]);
  expect(await shelf.report('planted')).toMatchObject({ code: 'PROOF_NOT_FINISHED' });
});

it('says of a folder without either file that it holds neither', async () => {
  const { home, shelf } = open();
  mkdirSync(path.join(home, 'proof', 'empty'), { recursive: true });
  expect(await shelf.list()).toMatchObject([
    { runId: 'empty', state: 'unreadable', problem: 'holds neither a report nor progress' },
  ]);
});

it('leaves out what is no folder of a run', async () => {
  const { home, shelf } = open();
  putProofFile(home, 'sound/report.json', sampleProof());
  writeFileSync(path.join(home, 'proof', 'notes.txt'), '');
  mkdirSync(path.join(home, 'proof', '.hidden'));
  symlinkSync('nowhere', path.join(home, 'proof', 'dangling'));
  expect((await shelf.list()).map(({ runId }) => runId)).toEqual(['sound']);
});

it('lists the fifty that changed last', async () => {
  const { home, shelf } = open();
  for (let at = 0; at < 52; at += 1) {
    const name = `run-${String(at).padStart(2, '0')}`;
    putProofFile(home, `${name}/report.json`, sampleProof({ tsStarted: at }));
    utimesSync(path.join(home, 'proof', name), at, at);
  }
  const ids = (await shelf.list()).map(({ runId }) => runId);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([50, 'run-51', 'run-02']);
});

it('reads a report again once it is another', async () => {
  const { home, shelf } = open();
  putProofFile(home, 'run/report.json', sampleProof());
  await shelf.list();
  putProofFile(home, 'run/report.json', sampleProof({ verdict: 'FAIL', seed: 12_345 }));
  expect(await shelf.list()).toMatchObject([{ state: 'failed', seed: 12_345 }]);
});

it('hands out a whole report, and a reason where there is none', async () => {
  const { home, shelf } = open();
  putProofFile(home, 'run/report.json', sampleProof());
  putProofFile(home, 'dead/progress.json', sampleProgress({ pid: 42 }));
  expect(await shelf.report('run')).toEqual({ ok: true, value: sampleProof() });
  expect(await shelf.report('dead')).toMatchObject({
    code: 'PROOF_NOT_FINISHED',
    numbers: { state: 'interrupted' },
  });
  expect(await shelf.report('none')).toMatchObject({ code: 'PROOF_UNKNOWN' });
});

it.each(['../outside', '..', '.', 'a/b', String.raw`a\b`, '', '/etc', 'x'.repeat(65)])(
  'never leaves its folder for a run named %j',
  async (runId) => {
    const { home, shelf } = open();
    putProofFile(home, '../outside/report.json', sampleProof());
    putProofFile(home, 'a/b/report.json', sampleProof());
    expect(await shelf.report(runId)).toMatchObject({ code: 'PROOF_UNKNOWN', numbers: { runId } });
  },
);
