import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';
import { createProofProcess } from './proof-process.ts';

/** The whole command line, unbundled, below everything else in priority. */
const COMES_UP_WITHIN_MS = 120_000;

it(
  'is the command line itself, which refuses a folder that holds something',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-proof-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    writeFileSync(path.join(folder, 'report.json'), '{}');
    const startRun = createProofProcess({
      scheduler: systemScheduler,
      script: new URL('./proof-run.worker.ts', import.meta.url),
      nodeOptions: ['--import', 'tsx'],
    });
    const { ended } = startRun({ request: { kind: 'quick' }, folder });
    expect(await ended).toMatch(/^the report folder .+ is not empty/);
  },
  COMES_UP_WITHIN_MS,
);
