import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createTrialRunner } from './run-trial.ts';
import type { TrialBase, TrialTask } from './trial-task.ts';

// Linux gives each thread a priority of its own: whatever else this machine does comes first, an engine's lock above all.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

const runTrial = createTrialRunner(workerData as TrialBase);

parentPort?.on('message', (task: TrialTask) => {
  void runTrial(task).then((outcome) => parentPort?.postMessage(outcome));
});
