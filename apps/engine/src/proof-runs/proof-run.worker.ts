import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';

const engine = process.ppid;

// Ticks and the lock of the running desk go first, also where both cores are busy.
setPriority(constants.priority.PRIORITY_LOW);
// An engine that is gone waits for no report. Once the run hears of it, it clears its folders away.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// A run that is finished does not wait for the engine either.
process.channel?.unref();

const watch = new URL('./proof-watch.worker.ts', import.meta.url);
// Where the program is not bundled there is no script to start.
if (watch.pathname.endsWith('.js')) new Worker(watch, { workerData: engine }).unref();

await import('../cli/quarterdeck.ts');
