/** What the thread that makes checkpoints is told when it starts. */
export interface CheckpointOrder {
  readonly file: string;
  /** Two flags both threads see: `RUN_SLOT` is set by the engine, `STOPPED_SLOT` by the thread when its connection is closed. */
  readonly control: SharedArrayBuffer;
  readonly intervalMs: number;
}

export const RUN_SLOT = 0;
export const STOPPED_SLOT = 1;
export const RUNNING = 0;
export const CONTROL_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;
