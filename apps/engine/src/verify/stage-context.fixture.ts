import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CRITERION_IDS } from './criteria.ts';
import type { Defect } from './defects/defect.ts';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import { Findings } from './findings.ts';
import type { StageContext } from './stage.ts';

/** What a stage is given, in a folder that is gone with the test. */
export function stageContext(over: { readonly seed?: number; readonly defect?: Defect } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-stage-test-'));
  const findings = new Findings();
  const clock = new VirtualClock();
  const context: StageContext = {
    kind: 'quick',
    seed: over.seed ?? 7,
    defect: over.defect,
    ...{ folder, findings, clock, scheduler: clock },
    recordedFolder: undefined,
    signal: new AbortController().signal,
  };
  const looked = () => findings.criteria(CRITERION_IDS).filter(({ checked }) => checked > 0);
  return {
    context,
    looked,
    /** Ids of what was looked at and did not hold. */
    failed: () =>
      looked()
        .filter(({ failed }) => failed > 0)
        .map(({ id }) => id),
    passed: () =>
      looked()
        .filter(({ failed }) => failed === 0)
        .map(({ id }) => id),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
