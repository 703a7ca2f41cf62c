import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../../runtime/start/project-paths.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { pause } from '../pause.ts';
import { searchArguments, writeSearchTape } from '../search-work.ts';
import { killAndWait } from '../workspace.ts';
import { runLocks } from './lock-to-last-submit.ts';

const PROGRAM = path.join(projectRoot, 'apps/engine/dist/cli.js');
const BARS = 40_000;
/** Far more than end while the locks are measured. */
const TRIALS = 100_000;
/** Threads are up and have read their data. */
const WARM_UP_MS = 4_000;

/** A search on every core, in a process of its own, as an operator would start it. */
function startSearch(context: BenchContext) {
  const folder = context.workspace.makeFolder();
  const file = writeSearchTape(folder, BARS);
  const child = spawn(process.execPath, [PROGRAM, ...searchArguments(file, TRIALS)], {
    cwd: projectRoot,
    env: { QUARTERDECK_HOME: folder },
    stdio: 'ignore',
  });
  return context.workspace.own(child);
}

async function run(context: BenchContext): Promise<Figure> {
  const child = startSearch(context);
  await pause(context.ports.scheduler, WARM_UP_MS);
  const before = child.exitCode;
  const figure = before === null ? await runLocks(context) : notMeasured('the search did not run');
  const hasRun = child.exitCode === null && child.signalCode === null;
  await killAndWait(child);
  return hasRun || figure.value === null ? figure : notMeasured('the search ended too early');
}

/** `lock.to_last_submit_ms` while a search keeps every core busy. */
export const lockUnderSearch: Measure = {
  name: 'lock.to_last_submit_under_search_ms',
  unit: 'ms, p99',
  goal: { reach: 50, direction: 'at_most' },
  run,
};
