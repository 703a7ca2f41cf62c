import { workerData } from 'node:worker_threads';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';

const LOOK_MS = 500;
/** For the run to clear its folders away. */
const GRACE_MS = 4_000;

// A thread of its own: the run computes for seconds without hearing that its engine is gone.
const engine = workerData as number;
const looks = systemScheduler.every(LOOK_MS, () => {
  if (process.ppid === engine) return;
  looks.cancel();
  systemScheduler.after(GRACE_MS, () => process.kill(process.pid, 'SIGKILL'));
});
