import { workerData } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { RUN_SLOT, RUNNING, STOPPED_SLOT, type CheckpointOrder } from './checkpoint-order.ts';

const { file, control, intervalMs } = workerData as CheckpointOrder;
const flags = new Int32Array(control);

const sqlite = new BetterSqlite3(file, { fileMustExist: true });
try {
  // The log is on disk before the file is changed, and the file before the log is used again.
  sqlite.pragma('synchronous = FULL');
  while (Atomics.wait(flags, RUN_SLOT, RUNNING, intervalMs) === 'timed-out') {
    // PASSIVE waits for nobody and makes nobody wait: what a commit is just adding is for the next time.
    sqlite.pragma('wal_checkpoint(PASSIVE)');
  }
} finally {
  sqlite.close();
  Atomics.store(flags, STOPPED_SLOT, 1);
  Atomics.notify(flags, STOPPED_SLOT);
}
