import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeRevertingTape } from '../../support/reverting-tape.ts';
import type { DeskProcess } from './desk-process.ts';
import { projectRoot, quarterdeckCommand } from './project-paths.ts';

const run = promisify(execFile);
const MINUTES = 2_160;

export interface StoredSearch {
  readonly id: string;
  /** The trial that made the most on the part of the data no trial had seen. */
  readonly best: { readonly number: number; readonly params: Readonly<Record<string, number>> };
}

interface Printed {
  readonly run: { readonly id: string };
  readonly trials: readonly (StoredSearch['best'] & { readonly outOfSampleScore: number | null })[];
}

/** A small search made by the command line in the home of the desk, beside its running engine. */
export async function makeSearch(desk: DeskProcess, strategy: string): Promise<StoredSearch> {
  const tape = writeRevertingTape(desk.folder, MINUTES);
  const space = 'stop_bps=10..60,target_bps=5..60';
  const what = ['search', '--strategy', strategy, '--data', tape, '--limits', 'open'];
  const how = ['--space', space, '--method', 'random', '--trials', '6', '--objective', 'net'];
  const rest = ['--min-trades', '1', '--seed', '3', '--workers', '1', '--json'];
  const { stdout } = await run(process.execPath, [quarterdeckCommand, ...what, ...how, ...rest], {
    cwd: projectRoot,
    env: {
      ...process.env,
      QUARTERDECK_HOME: desk.home,
      QUARTERDECK_CONFIG: path.join(desk.folder, 'quarterdeck.yaml'),
    },
    maxBuffer: 16_777_216,
  });
  const { run: search, trials } = JSON.parse(stdout) as Printed;
  const [best] = trials
    .filter(({ outOfSampleScore }) => outOfSampleScore !== null)
    .toSorted((one, other) => (other.outOfSampleScore ?? 0) - (one.outOfSampleScore ?? 0));
  if (best === undefined) throw new Error('the search has no trial with a score out of sample');
  return { id: search.id, best };
}
