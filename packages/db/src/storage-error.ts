export type StorageErrorCode =
  | 'STORAGE_NEWER'
  | 'STORAGE_FOREIGN'
  | 'STORAGE_CORRUPT'
  | 'STORAGE_NOT_WRITABLE'
  | 'STORAGE_BUSY'
  | 'STORAGE_FULL'
  | 'STORAGE_FAILED';

/** The tables could not be opened, read or written; `message` is one line a person can act on. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    readonly code: StorageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** SQLite's own code of an error, for example `SQLITE_FULL`. */
function sqliteCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const CODES: readonly (readonly [prefix: string, code: StorageErrorCode, meaning: string])[] = [
  ['SQLITE_NOTADB', 'STORAGE_CORRUPT', 'is not a readable database'],
  ['SQLITE_CORRUPT', 'STORAGE_CORRUPT', 'is damaged'],
  ['SQLITE_FULL', 'STORAGE_FULL', 'cannot grow: the disk is full'],
  ['SQLITE_BUSY', 'STORAGE_BUSY', 'is held by another process'],
  ['SQLITE_LOCKED', 'STORAGE_BUSY', 'is held by another connection'],
  ['SQLITE_READONLY', 'STORAGE_NOT_WRITABLE', 'cannot be written'],
  ['SQLITE_CANTOPEN', 'STORAGE_NOT_WRITABLE', 'cannot be opened'],
  ['SQLITE_PERM', 'STORAGE_NOT_WRITABLE', 'cannot be written'],
  ['EACCES', 'STORAGE_NOT_WRITABLE', 'cannot be written'],
  ['EPERM', 'STORAGE_NOT_WRITABLE', 'cannot be written'],
  ['EROFS', 'STORAGE_NOT_WRITABLE', 'lies on a read-only file system'],
  ['ENOTDIR', 'STORAGE_NOT_WRITABLE', 'does not lie in a folder'],
  ['EEXIST', 'STORAGE_NOT_WRITABLE', 'does not lie in a folder'],
  ['ENOENT', 'STORAGE_NOT_WRITABLE', 'cannot be created'],
  ['EISDIR', 'STORAGE_NOT_WRITABLE', 'is a folder'],
  ['ENOSPC', 'STORAGE_FULL', 'cannot grow: the disk is full'],
];

/** A failure of SQLite or the file system in our words; anything else is returned as it is. */
export function asStorageError(error: unknown, file: string): unknown {
  const code = sqliteCodeOf(error);
  if (error instanceof StorageError || code === undefined || !(error instanceof Error)) {
    return error;
  }
  const known = CODES.find(([prefix]) => code.startsWith(prefix));
  if (known !== undefined) {
    return new StorageError(known[1], `${file} ${known[2]} (${code})`, { cause: error });
  }
  if (!code.startsWith('SQLITE_')) return error;
  return new StorageError('STORAGE_FAILED', `${file}: ${error.message} (${code})`, {
    cause: error,
  });
}

/** Runs `work`; failures come out as StorageError. */
export function withStorageErrors<TResult>(file: string, work: () => TResult): TResult {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error, file);
  }
}
