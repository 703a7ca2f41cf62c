import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onStopSignal } from '../../apps/engine/src/adapters/system/process-signals.ts';
import { randomId } from '../../apps/engine/src/adapters/system/random.ts';
import { systemClock } from '../../apps/engine/src/adapters/system/system-clock.ts';
import { systemScheduler } from '../../apps/engine/src/adapters/system/system-scheduler.ts';
import { runProgram } from '../../apps/engine/src/cli/run-program.ts';
import type { Stage } from '../../apps/engine/src/verify/stage.ts';
import { STAGES } from '../../apps/engine/src/verify/stages.ts';

/** A program: `verify --quick` into a folder, with one stage that holds and one that waits to be ended, or will not be. */
const [folder = '', manner = 'ends'] = process.argv.slice(2);

const holding: Stage = {
  name: 'holding',
  title: 'sees a criterion hold',
  decides: ['lanes.paired'],
  run: ({ findings }) => {
    findings.look('lanes.paired', true, () => ({ where: '', expected: '', found: '' }));
    return Promise.resolve({ counts: {} });
  },
};
const waiting: Stage = {
  name: 'waiting',
  title: 'waits to be ended',
  decides: [],
  run: ({ folder: own, signal }) =>
    new Promise((resolve) => {
      // Keeps the process alive, as work would.
      const timer = setInterval(() => {}, 1_000);
      writeFileSync(join(own, 'tables.db'), 'work');
      signal.addEventListener('abort', () => {
        if (manner !== 'ends') return;
        clearInterval(timer);
        resolve({ counts: {} });
      });
      process.stdout.write('waiting\n');
    }),
};
Object.assign(STAGES, { quick: [holding, waiting] });

process.exitCode = await runProgram(['verify', '--quick', '--report', folder], {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  clock: systemClock,
  scheduler: systemScheduler,
  randomId,
  home: folder,
  configFile: '',
  outside: { secrets: { modelKey: undefined, fredKey: undefined }, modelBaseUrl: undefined },
  userName: 'os:tester',
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  startEngine: () => Promise.reject(new Error('no engine here')),
  confirm: () => Promise.resolve(undefined),
  onStopSignal,
});
