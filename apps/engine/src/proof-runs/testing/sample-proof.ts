import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  proofReportSchema,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { ProofProgress } from '@quarterdeck/core/contract/proof/proof-run.schema';

const T0 = Date.UTC(2026, 10, 21, 20, 40);

/** A small report that fits its contract; parts of it can be said otherwise. */
export function sampleProof(given: Partial<ProofReport> = {}): ProofReport {
  return proofReportSchema.parse({
    format: 1,
    runId: 'run-of-another-name',
    kind: 'quick',
    verdict: 'PASS',
    seed: 7,
    defect: null,
    tsStarted: T0,
    elapsedMs: 58_000,
    versions: { quarterdeck: '0.1.0', node: '20.20.0', sqlite: '3.50.0' },
    machine: { cpu: 'a processor', cores: 2, memoryMb: 8_000, platform: 'linux x64' },
    digest: 'ab'.repeat(32),
    stages: [{ name: 'lanes', title: 'Lanes', elapsedMs: 900, counts: { fills: 12 }, pnl: '-1.5' }],
    criteria: [
      criterion('lanes.paired', 'PASS'),
      criterion('lanes.numbered', 'SKIPPED'),
      criterion('exactness.fills', given.verdict === 'FAIL' ? 'FAIL' : 'PASS'),
    ],
    measures: [],
    charts: [],
    ...given,
  });
}

function criterion(id: string, status: ProofReport['criteria'][number]['status']) {
  const failed = status === 'FAIL' ? 1 : 0;
  const offenders = failed === 1 ? [{ where: 'fill 3', expected: '1', found: '2' }] : [];
  const checked = status === 'SKIPPED' ? 0 : 12;
  return {
    ...{ id, group: id.split('.')[0], title: 'it held', status, checked, failed },
    ...{ evidence: {}, offenders },
  };
}

export function sampleProgress(given: Partial<ProofProgress> = {}): ProofProgress {
  return {
    runId: 'run-of-another-name',
    kind: 'full',
    seed: 9,
    pid: 41,
    tsStarted: T0,
    tsUpdated: T0 + 1_000,
    stage: 'load',
    stagesDone: 2,
    stagesTotal: 8,
    ...given,
  };
}

/** Puts a file of a run where the engine looks for it. */
export function putProofFile(
  home: string,
  file: `${string}/${'report' | 'progress' | 'mutations'}.json`,
  content: unknown,
): void {
  const whole = path.join(home, 'proof', file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, typeof content === 'string' ? content : JSON.stringify(content));
}
