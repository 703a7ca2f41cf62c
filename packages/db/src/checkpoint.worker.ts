import { workerData } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { CheckpointPace, LONG_LOG } from './checkpoint-pace.ts';
import { RUN_SLOT, RUNNING, STOPPED_SLOT, type CheckpointOrder } from './checkpoint-order.ts';

/** https://www.sqlite.org/pragma.html#pragma_wal_checkpoint */
interface Moved {
  /** 1: someone was in the way, nothing or not all was done. */
  readonly busy: number;
  /** Pages in the log. */
  readonly log: number;
}

const { file, control, intervalMs } = workerData as CheckpointOrder;
const flags = new Int32Array(control);
const pace = new CheckpointPace(intervalMs);

const sqlite = new BetterSqlite3(file, { fileMustExist: true });
const moveLog = (mode: 'PASSIVE' | 'RESTART'): Moved =>
  (sqlite.pragma(`wal_checkpoint(${mode})`) as readonly [Moved])[0];

try {
  // The log is on disk before the file is changed, and the file before the log is used again.
  sqlite.pragma('synchronous = FULL');
  // Never waits: whoever waits for a reader here would hold the lock that an order's commit needs.
  sqlite.pragma('busy_timeout = 0');
  while (Atomics.wait(flags, RUN_SLOT, RUNNING, pace.intervalMs) === 'timed-out') {
    // PASSIVE makes nobody wait: what a commit is just adding is for the next time.
    const { log } = moveLog('PASSIVE');
    // RESTART has only the last few pages left, and lets the next commit write over the log from its start.
    const isBegunAgain = log >= LONG_LOG && moveLog('RESTART').busy === 0;
    // -1: the log could not be looked at.
    if (log >= 0) pace.see(log, isBegunAgain);
  }
} finally {
  sqlite.close();
  Atomics.store(flags, STOPPED_SLOT, 1);
  Atomics.notify(flags, STOPPED_SLOT);
}
