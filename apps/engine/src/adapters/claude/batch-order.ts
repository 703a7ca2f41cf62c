import type { MessageBatch } from '@anthropic-ai/sdk/resources/messages/batches';
import type { BatchAnswer } from './batch-answer.ts';

export interface BatchOrder {
  /** The batch is cancelled then, and what has been answered is read. */
  readonly deadlineMs: number;
  /** A person who has seen enough: the same. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BatchProgress) => void;
}

export interface BatchProgress {
  readonly batchId: string;
  readonly status: MessageBatch['processing_status'];
  /** Why the last look at it failed; it is looked at again. */
  readonly trouble?: string;
}

export interface BatchReport {
  readonly batchId: string;
  readonly end: 'ended' | 'cancelled' | 'deadline';
  /** By custom id. */
  readonly answers: ReadonlyMap<string, BatchAnswer>;
}
