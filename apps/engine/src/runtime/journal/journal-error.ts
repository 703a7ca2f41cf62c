export type JournalErrorCode =
  | 'JOURNAL_DISK_FULL'
  | 'JOURNAL_WRITE_FAILED'
  | 'JOURNAL_SESSION_EXISTS'
  | 'JOURNAL_SESSION_UNKNOWN'
  | 'JOURNAL_VERSION_UNKNOWN'
  | 'JOURNAL_CORRUPT';

/** The journal could not be written or read; `message` is one line a person can act on. */
export class JournalError extends Error {
  override readonly name = 'JournalError';

  constructor(
    readonly code: JournalErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function asWriteError(error: unknown, path: string): JournalError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new JournalError(
    isFull ? 'JOURNAL_DISK_FULL' : 'JOURNAL_WRITE_FAILED',
    isFull ? `${path}: the disk is full` : `${path} cannot be written (${code || String(error)})`,
    { cause: error },
  );
}
