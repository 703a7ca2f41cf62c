import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { RunPlaces } from './prepare-run.ts';

/** What the engine tells the process of a run, once. */
export interface RunOrder {
  readonly request: BacktestRequest;
  readonly places: RunPlaces;
}

/** What that process says; `done` and `failed` are its last word. */
export type RunNews =
  | { readonly type: 'progress'; readonly fraction: number }
  /** `report`: gzip of its JSON, which the engine stores as it is. */
  | { readonly type: 'done'; readonly summary: BacktestSummary; readonly report: Uint8Array }
  | { readonly type: 'failed'; readonly error: string };

/** How a run came to its end; `ended` stands for cancelled from outside. */
export type RunEnd = Exclude<RunNews, { readonly type: 'progress' }> | { readonly type: 'ended' };

export interface RunHandle {
  readonly ended: Promise<RunEnd>;
  /** Ends it where it stands. */
  stop(): void;
}

export type StartRun = (order: RunOrder, onProgress: (fraction: number) => void) => RunHandle;
