import { describe, expect, it } from 'vitest';
import { parsed } from '@quarterdeck/core/kernel/verdict';
import { sampleProof } from '../../proof-runs/testing/sample-proof.ts';
import type { ListedProof } from '../proofs-port.ts';
import { openConsole } from '../testing/open-console.ts';
import { openDoor } from '../testing/open-door.ts';

const RUNNING: ListedProof = {
  runId: 'run-1',
  kind: 'quick',
  state: 'running',
  seed: null,
  defect: null,
  tsStarted: 1,
  elapsedMs: null,
  digest: null,
  groups: [],
  progress: null,
  problem: null,
};
const BROKEN: ListedProof = {
  runId: 'run-0',
  state: 'unreadable',
  tsStarted: 0,
  problem: 'report.json is not JSON',
};

describe('the proof at the front door', () => {
  it('lists every run, the unreadable among them', async () => {
    await using desk = await openDoor();
    desk.research.provenRuns.push(RUNNING, BROKEN);
    const { query } = await openConsole(desk);
    expect(await query('proof.list')).toEqual({ result: { data: [RUNNING, BROKEN] } });
  });

  it('hands out a whole report with the command that makes it again, and a code where there is none', async () => {
    await using desk = await openDoor();
    desk.research.proofReports.set('run-1', parsed(sampleProof()));
    const { query } = await openConsole(desk);
    expect(await query('proof.get', { runId: 'run-1' })).toEqual({
      result: {
        data: { report: sampleProof(), runAgain: 'npx quarterdeck verify --quick --seed 7' },
      },
    });
    expect(await query('proof.get', { runId: '../../etc' })).toMatchObject({
      error: { data: { code: 'NOT_FOUND', refusal: { code: 'PROOF_UNKNOWN' } } },
    });
  });

  it('starts and stops a run under the name of who signed in', async () => {
    await using desk = await openDoor();
    const { mutate } = await openConsole(desk);
    const started = await mutate('proof.start', { kind: 'quick', seed: 3 });
    expect(started).toEqual({ result: { data: { runId: 'proof-1' } } });
    expect(await mutate('proof.stop', { runId: 'proof-1' })).toEqual({
      result: { data: { runId: 'proof-1' } },
    });
    const actor = { name: 'operator', via: 'console' };
    expect(desk.research.asked).toEqual([
      { request: { kind: 'quick', seed: 3 }, actor },
      { runId: 'proof-1', actor },
    ]);
  });

  it.each([
    ['of a kind there is not', { kind: 'long' }],
    ['with a seed below zero', { kind: 'quick', seed: -1 }],
    ['with a seed of more than 32 bits', { kind: 'quick', seed: 2 ** 32 }],
    ['with a seed that is no whole number', { kind: 'quick', seed: 1.5 }],
    ['with a folder of its own', { kind: 'quick', folder: '/tmp' }],
  ])('refuses a run %s and starts nothing', async (_case, request) => {
    await using desk = await openDoor();
    const { mutate } = await openConsole(desk);
    const answer = await mutate('proof.start', request);
    expect(answer).toMatchObject({ error: { data: { code: 'BAD_REQUEST' } } });
    expect(desk.research.asked).toEqual([]);
  });

  it('lets nobody in who has not signed in', async () => {
    await using desk = await openDoor();
    const headers = { 'content-type': 'application/json', origin: desk.origin };
    const body = JSON.stringify({ kind: 'quick', runId: 'run-1' });
    for (const path of ['list', 'get', 'start', 'stop']) {
      const method = path.startsWith('st') ? 'POST' : 'GET';
      const sent = method === 'POST' ? { method, headers, body } : { method, headers };
      expect((await desk.ask(`/trpc/proof.${path}`, sent)).status).toBe(401);
    }
    expect(desk.research.asked).toEqual([]);
  });
});
