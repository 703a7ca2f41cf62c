import { constants, setPriority } from 'node:os';
import { systemScheduler } from '../adapters/system/system-scheduler.ts';

/** For clearing its folders away, once the engine is gone. */
const GRACE_MS = 8_000;

// Ticks and the lock of the running desk go first, also where both cores are busy.
setPriority(constants.priority.PRIORITY_LOW);
// An engine that is gone waits for no report.
process.once('disconnect', () => {
  systemScheduler.after(GRACE_MS, () => process.exit(1));
  process.kill(process.pid, 'SIGTERM');
});
// A run that is finished does not wait for the engine either.
process.channel?.unref();

await import('../cli/quarterdeck.ts');
