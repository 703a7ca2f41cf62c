import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import { STANDING_SEED, type ProofRequest } from './proof-request.ts';
import type { ProofOptions } from './run-proof.ts';
import type { Stage } from './stage.ts';

/** A stage that sees its only criterion hold. */
export const stubStage = (over: Partial<Stage> = {}): Stage => ({
  name: 'stub',
  title: 'a stage of the test',
  decides: ['lanes.paired'],
  run: ({ findings }) => {
    findings.look('lanes.paired', true, () => ({ where: '', expected: '', found: '' }));
    return Promise.resolve({ counts: { holds: 1 } });
  },
  ...over,
});

export const failingStage = (over: Partial<Stage> = {}): Stage =>
  stubStage({
    run: ({ findings }) => {
      findings.equal('lanes.paired', { where: 'BTCUSD access 7', expected: 1, found: 0 });
      return Promise.resolve({ counts: { holds: 1 } });
    },
    ...over,
  });

/** Folders of a run and all it is given; removed with the test. */
export function openProof(stages: readonly Stage[], over: Partial<ProofRequest> = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'quarterdeck-proof-test-'));
  const workFolder = mkdtempSync(path.join(root, 'work-'));
  const folder = path.join(root, 'report');
  const clock = new VirtualClock(Date.UTC(2026, 10, 21, 20, 40));
  const controller = new AbortController();
  const said: string[] = [];
  const request: ProofRequest = {
    runId: '20261121-204000-ab12',
    kind: 'quick',
    seed: STANDING_SEED,
    defect: undefined,
    soakMs: undefined,
    folder,
    ...over,
  };
  const options: ProofOptions = {
    ...{ stages, clock, workFolder, scheduler: clock, signal: controller.signal },
    say: (line) => said.push(line),
    recordedFolder: undefined,
  };
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  return {
    ...{ clock, controller, said, request, options, folder, workFolder, read },
    has: (name: string) => existsSync(path.join(folder, name)),
    leftInWork: () => readdirSync(workFolder),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
