import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProofInterrupted } from './proof-interrupted.ts';
import { runProof } from './run-proof.ts';
import { failingStage, openProof, stubStage } from './stub-stage.fixture.ts';

const criteriaOf = (report: Awaited<ReturnType<typeof runProof>>) =>
  Object.fromEntries(report.criteria.map(({ id, status }) => [id, status]));

describe('a run of the proof', () => {
  it('passes when every criterion of its stages was looked at and held', async () => {
    using proof = openProof([stubStage()]);
    const report = await runProof(proof.request, proof.options);
    expect(report).toMatchObject({
      verdict: 'PASS',
      runId: '20261121-204000-ab12',
      defect: null,
      stages: [{ name: 'stub', counts: { holds: 1 } }],
    });
    expect(criteriaOf(report)).toEqual({ 'lanes.paired': 'PASS' });
    expect(report.broken).toBeUndefined();
    expect(proof.said).toEqual(['1/1 stub  0 ms']);
  });

  it('fails on one criterion that did not hold and names where', async () => {
    using proof = openProof([failingStage()]);
    const report = await runProof(proof.request, proof.options);
    expect(report.verdict).toBe('FAIL');
    expect(report.criteria[0]?.offenders).toEqual([
      { where: 'BTCUSD access 7', expected: '1', found: '0' },
    ]);
  });

  it('fails a criterion that a stage was to decide and nobody looked at', async () => {
    using proof = openProof([stubStage({ decides: ['lanes.paired', 'lanes.numbered'] })]);
    const report = await runProof(proof.request, proof.options);
    expect(criteriaOf(report)).toEqual({ 'lanes.paired': 'PASS', 'lanes.numbered': 'FAIL' });
    expect(report.verdict).toBe('FAIL');
  });

  it('fails on what a stage saw without having said that it looks', async () => {
    using proof = openProof([failingStage({ name: 'other', decides: [] })]);
    const report = await runProof(proof.request, proof.options);
    expect(criteriaOf(report)).toEqual({ 'lanes.paired': 'FAIL' });
    expect(report.verdict).toBe('FAIL');
  });

  it('fails when there is no stage at all', async () => {
    using proof = openProof([]);
    const report = await runProof(proof.request, proof.options);
    expect(report).toMatchObject({ verdict: 'FAIL', criteria: [], broken: [{ stage: 'none' }] });
  });

  it('fails when everything was skipped: that proves nothing', async () => {
    const skipping = stubStage({
      run: ({ findings }) => {
        findings.skip('lanes.paired', 'no recorded data');
        return Promise.resolve({ counts: {} });
      },
    });
    using proof = openProof([skipping]);
    const report = await runProof(proof.request, proof.options);
    expect(criteriaOf(report)).toEqual({ 'lanes.paired': 'SKIPPED' });
    expect(report.verdict).toBe('FAIL');
  });

  it('fails when a stage breaks, says which, and still runs the others', async () => {
    const breaking = stubStage({
      name: 'breaking',
      decides: [],
      run: () => Promise.reject(new Error('the venue book is gone')),
    });
    using proof = openProof([breaking, stubStage()]);
    const report = await runProof(proof.request, proof.options);
    expect(report).toMatchObject({
      verdict: 'FAIL',
      broken: [{ stage: 'breaking', error: 'the venue book is gone' }],
      stages: [{ name: 'stub' }],
    });
    expect(proof.said[0]).toContain('1/2 breaking  0 ms  broke: Error: the venue book is gone');
    expect(proof.leftInWork()).toEqual([]);
  });

  it('takes a stage as broken that throws at once or counts in fractions', async () => {
    const throwing = stubStage({
      name: 'throwing',
      run: () => {
        throw new Error('at once');
      },
    });
    const counting = stubStage({
      name: 'counting',
      run: () => Promise.resolve({ counts: { holds: 0.5 } }),
    });
    using proof = openProof([throwing, counting]);
    const report = await runProof(proof.request, proof.options);
    expect(report.broken?.map(({ stage }) => stage)).toEqual(['throwing', 'counting']);
    expect(report.verdict).toBe('FAIL');
  });

  it('gives each stage an empty folder of its own and removes it', async () => {
    const folders: string[] = [];
    const writing = (name: string) =>
      stubStage({
        name,
        run: (context) => {
          folders.push(context.folder);
          writeFileSync(path.join(context.folder, 'tables.db'), 'x');
          return stubStage().run(context);
        },
      });
    using proof = openProof([writing('one'), writing('two')]);
    await runProof(proof.request, proof.options);
    expect(new Set(folders).size).toBe(2);
    expect(proof.leftInWork()).toEqual([]);
  });

  it('tells how far it is before each stage, and by which process', async () => {
    const seen: unknown[] = [];
    const looking = (name: string) =>
      stubStage({
        name,
        run: (context) => {
          seen.push(proof.read('progress.json'));
          proof.clock.advanceBy(1_500);
          return stubStage().run(context);
        },
      });
    using proof = openProof([looking('one'), looking('two')]);
    const report = await runProof(proof.request, proof.options);
    const { tsStarted } = report;
    const common = { pid: process.pid, stagesTotal: 2, tsStarted, runId: report.runId };
    expect(seen).toMatchObject([
      { ...common, stage: 'one', stagesDone: 0, tsUpdated: tsStarted },
      { ...common, stage: 'two', stagesDone: 1, tsUpdated: tsStarted + 1_500 },
    ]);
    expect(report.stages.map(({ elapsedMs }) => elapsedMs)).toEqual([1_500, 1_500]);
    expect(proof.said).toEqual(['1/2 one  1.5 s', '2/2 two  1.5 s']);
  });

  it('keeps charts of one name apart', async () => {
    const axes = { xLabel: 'x', yLabel: 'y', scale: 'linear', series: [] } as const;
    const drawing = stubStage({
      run: (context) =>
        stubStage()
          .run(context)
          .then((result) => ({
            ...result,
            charts: [
              { name: 'knee', title: '3 symbols', ...axes, series: [] },
              { name: 'knee', title: '10 symbols', ...axes, series: [] },
            ],
          })),
    });
    using proof = openProof([drawing]);
    const report = await runProof(proof.request, proof.options);
    expect(report.charts.map(({ name }) => name)).toEqual(['knee', 'knee-2']);
  });

  it('removes what a run left that was killed the hard way, and nothing else', async () => {
    using proof = openProof([stubStage()]);
    const long = new Date(proof.clock.now() - 2 * 86_400_000);
    const make = (name: string, isOld: boolean) => {
      const folder = path.join(proof.workFolder, name);
      mkdirSync(folder);
      if (isOld) utimesSync(folder, long, long);
      return folder;
    };
    // Above the largest process number a system gives.
    const dead = make('quarterdeck-verify-99999999-aaaaaa', true);
    const fresh = make('quarterdeck-verify-99999999-bbbbbb', false);
    const living = make(`quarterdeck-verify-${process.pid}-cccccc`, true);
    const strange = make('somebody-else', true);
    await runProof(proof.request, proof.options);
    expect([dead, fresh, living, strange].map((folder) => existsSync(folder))).toEqual([
      ...[false, true, true, true],
    ]);
  });
});

describe('a run of the proof that is interrupted', () => {
  it('ends without a report and leaves no folder of a stage', async () => {
    const waiting = stubStage({
      run: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('asked to end')));
        }),
    });
    const never = stubStage({ name: 'never' });
    using proof = openProof([waiting, never]);
    const run = runProof(proof.request, proof.options);
    await proof.clock.yield();
    proof.controller.abort();
    await expect(run).rejects.toMatchObject({ name: 'ProofInterrupted', isStageRunning: false });
    expect(proof.leftInWork()).toEqual([]);
    expect([proof.has('report.json'), proof.has('report.md')]).toEqual([false, false]);
    expect(proof.read('progress.json')).toMatchObject({ stage: 'stub', stagesDone: 0 });
    expect(proof.clock.pendingTimers).toBe(0);
    expect(proof.said).toEqual([]);
  });

  it('counts nothing of a stage that came to its end while the run was ending', async () => {
    const late = stubStage({
      run: (context) => {
        proof.controller.abort();
        return stubStage().run(context);
      },
    });
    using proof = openProof([late]);
    await expect(runProof(proof.request, proof.options)).rejects.toThrow(ProofInterrupted);
    expect(proof.leftInWork()).toEqual([]);
  });

  it('does not wait for ever for a stage that will not end', async () => {
    const deaf = stubStage({ run: () => new Promise(() => {}) });
    using proof = openProof([deaf]);
    const run = runProof(proof.request, proof.options);
    const ended = expect(run).rejects.toMatchObject({ isStageRunning: true });
    await proof.clock.yield();
    proof.controller.abort();
    proof.clock.advanceBy(4_999);
    expect(proof.leftInWork()).toHaveLength(1);
    proof.clock.advanceBy(1);
    await ended;
    expect(proof.leftInWork()).toEqual([]);
  });
});
