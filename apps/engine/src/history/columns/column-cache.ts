import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { inspectTape, type TapeHead } from '../../adapters/tapes/inspect-tape.ts';
import { TapeError } from '../../adapters/tapes/tape-error.ts';
import { parseTapeRequest } from '../../adapters/tapes/tape-name.ts';
import { ColumnFileError, type ColumnFileHead, type ColumnSource } from './column-file-head.ts';
import { convertTape } from './convert-tape.ts';
import { openColumns } from './open-columns.ts';

export interface ColumnCacheOptions {
  /** Folder that holds everything of this installation. */
  readonly home: string;
  /** Configured symbols win over what a file's name suggests. */
  readonly symbols: readonly SymbolId[];
}

export interface CachedColumns {
  /** For `openColumns`. */
  readonly file: string;
  readonly head: ColumnFileHead;
}

const KEY_DIGITS = 16;
/** A source that grows while it is read is read again this often. */
const ATTEMPTS = 3;

function describeSource(file: string): ColumnSource {
  const path = resolve(file);
  const { size, mtimeMs, ctimeMs } = statSync(path);
  return { path, size, mtimeMs, ctimeMs };
}

const isSame = (one: ColumnSource, other: ColumnSource | null): boolean =>
  other !== null &&
  one.path === other.path &&
  one.size === other.size &&
  one.mtimeMs === other.mtimeMs &&
  one.ctimeMs === other.ctimeMs;

/** What the same bytes would be read differently by is part of the name. */
function cacheFileOf(home: string, head: TapeHead): string {
  const key = JSON.stringify([resolve(head.file), head.symbol, head.timeframeMs ?? null]);
  const digest = createHash('sha256').update(key).digest('hex').slice(0, KEY_DIGITS);
  const stem = basename(head.file)
    .replace(/(\.csv)?(\.gz)?$/i, '')
    .slice(0, 100);
  return join(resolve(home), 'cache', 'columns', `${stem}.${digest}.columns`);
}

function readCached(file: string): ColumnFileHead | undefined {
  try {
    return openColumns(file).head;
  } catch (error) {
    if (error instanceof ColumnFileError) return undefined;
    throw error;
  }
}

/** What was made of a tape before, while the file has not changed since. */
export function findCachedColumns(head: TapeHead, home: string): CachedColumns | undefined {
  const file = cacheFileOf(home, head);
  const cached = readCached(file);
  if (cached === undefined || !isSame(describeSource(head.file), cached.source)) return undefined;
  return { file, head: cached };
}

/**
 * The columns of a tape, written as `FILE` or `BASE/QUOTE=FILE`: made once, and again whenever the file has
 * changed. TapeError names what is wrong with the file; nothing is stored then.
 */
export async function ensureColumns(
  request: string,
  { home, symbols }: ColumnCacheOptions,
): Promise<CachedColumns> {
  const head = await inspectTape(parseTapeRequest(request), symbols);
  const file = cacheFileOf(home, head);
  const before = describeSource(head.file);
  const cached = readCached(file);
  if (cached !== undefined && isSame(before, cached.source)) return { file, head: cached };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const source = describeSource(head.file);
    const made = await convertTape({ head, source, target: file });
    // A head that names a state the rows were not read from would never be doubted again.
    if (isSame(source, describeSource(head.file))) return { file, head: made };
  }
  throw new TapeError(head.file, 'changes while it is being read');
}
