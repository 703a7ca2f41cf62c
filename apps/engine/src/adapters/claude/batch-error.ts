import type { FailureClass } from '@quarterdeck/core/model/agent/model-call';

export type BatchErrorCode =
  | 'BATCH_KEY_UNUSABLE'
  | 'BATCH_TOO_LARGE'
  | 'BATCH_NOT_ACCEPTED'
  /** The request broke off after it may have arrived: it may run, and be billed, without our knowing its id. */
  | 'BATCH_PERHAPS_ACCEPTED'
  /** Known and running, or ended and unread; `batchId` says where its answers will be. */
  | 'BATCH_LEFT_BEHIND';

/** A batch without results. What was asked may have to be paid all the same. */
export class BatchError extends Error {
  override readonly name = 'BatchError';

  constructor(
    readonly code: BatchErrorCode,
    detail: string,
    readonly rest: {
      readonly batchId?: string;
      readonly failure?: FailureClass;
    } = {},
  ) {
    super(`${code}: ${detail}`);
  }
}
