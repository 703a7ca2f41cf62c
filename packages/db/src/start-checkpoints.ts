import { Worker } from 'node:worker_threads';
import {
  CONTROL_BYTES,
  RUN_SLOT,
  RUNNING,
  STOPPED_SLOT,
  type CheckpointOrder,
} from './checkpoint-order.ts';
import type { Database } from './database.ts';

/** Seldom, since the disk serves orders meanwhile; a busy desk is visited more often. */
const LONGEST_MS = 4_000;
/** SQLite's own default: the commit that finds more pages than this in the log moves them. */
const PAGES_WITHOUT_THREAD = 1_000;
/** 32 MB of log: for the case that the thread does not keep up. */
const PAGES_WITH_THREAD = 8_000;
const STOP_WITHIN_MS = 5_000;
/** SQLite's code and a page cache, nothing else lives there. */
const WORKER_HEAP_MB = 16;

export interface Checkpoints {
  /** Returns once the thread's connection is closed, so that the one who closes the tables is the last. */
  stop(): void;
}

export interface CheckpointOptions {
  /** Bundled beside the engine; sources have none, and every commit looks after the log as SQLite does by itself. */
  readonly script?: URL;
  /** The longest between two visits. */
  readonly intervalMs?: number;
}

const NO_THREAD: Checkpoints = { stop: () => undefined };

function bundledScript(): URL | undefined {
  const script = new URL('./checkpoint.worker.ts', import.meta.url);
  return script.pathname.endsWith('.js') ? script : undefined;
}

/**
 * Moves the write-ahead log into the file from a thread of its own: two more waits for the disk and the writing of
 * every page changed since the last time are nothing an order should wait for (ADR 0010).
 */
export function startCheckpoints(
  { file, sqlite }: Database,
  options: CheckpointOptions = {},
): Checkpoints {
  const { script = bundledScript(), intervalMs = LONGEST_MS } = options;
  if (script === undefined) return NO_THREAD;
  const control = new SharedArrayBuffer(CONTROL_BYTES);
  const flags = new Int32Array(control);
  const workerData: CheckpointOrder = { file, control, intervalMs };
  const resourceLimits = { maxOldGenerationSizeMb: WORKER_HEAP_MB };
  const worker = new Worker(script, { workerData, resourceLimits });
  let hasEnded = false;
  worker.unref();
  // Whatever ended it, the log must not grow for ever: commits make the checkpoints again.
  worker.on('error', () => {
    hasEnded = true;
    if (sqlite.open) sqlite.pragma(`wal_autocheckpoint = ${PAGES_WITHOUT_THREAD}`);
  });
  sqlite.pragma(`wal_autocheckpoint = ${PAGES_WITH_THREAD}`);
  return {
    stop: () => {
      if (hasEnded) return;
      Atomics.store(flags, RUN_SLOT, RUNNING + 1);
      Atomics.notify(flags, RUN_SLOT);
      Atomics.wait(flags, STOPPED_SLOT, 0, STOP_WITHIN_MS);
    },
  };
}
