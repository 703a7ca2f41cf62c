import { expect, it } from 'vitest';
import { denied, parsed, PASSED } from '@quarterdeck/core/kernel/verdict';
import type { AuditEntry } from '../ports/memory.ts';
import { createProofsPort, type ProofRuns } from './create-proofs-port.ts';

const anna = { name: 'anna', via: 'console' } as const;

function open(runs: Partial<ProofRuns> = {}) {
  const audited: AuditEntry[] = [];
  const port = createProofsPort({
    manager: {
      list: () => Promise.resolve([]),
      report: (runId) => Promise.resolve(denied('PROOF_UNKNOWN', { runId })),
      start: () => Promise.resolve(parsed('run-1')),
      stop: () => Promise.resolve(PASSED),
      watch: () => () => undefined,
      ...runs,
    },
    audit: (entry) => audited.push(entry),
    now: () => 1_000,
    lastSeq: () => 77,
  });
  return { port, audited };
}

it('writes down who began a run and who ended it', async () => {
  const { port, audited } = open();
  await port.start({ kind: 'quick', seed: 3 }, anna);
  await port.stop('run-1', anna);
  const entry = { ts: 1_000, actor: 'anna', via: 'console', outcome: 'accepted', eventSeq: 77 };
  expect(audited).toEqual([
    { ...entry, action: 'StartProof', request: '{"runId":"run-1","kind":"quick","seed":3}' },
    { ...entry, action: 'StopProof', request: '{"runId":"run-1"}' },
  ]);
});

it('writes down what was refused', async () => {
  const start = () => Promise.resolve(denied('PROOF_RUNNING', { runId: 'run-1' }));
  const { port, audited } = open({ start });
  expect(await port.start({ kind: 'full' }, anna)).toMatchObject({ code: 'PROOF_RUNNING' });
  expect(audited).toMatchObject([
    { request: '{"kind":"full"}', outcome: 'PROOF_RUNNING runId=run-1' },
  ]);
});

it('asks and listens without a trace', async () => {
  const { port, audited } = open();
  await port.list();
  await port.report('run-9');
  port.watch(() => undefined)();
  expect(audited).toEqual([]);
});
