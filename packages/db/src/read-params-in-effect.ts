import { existsSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import { withStorageErrors } from './storage-error.ts';

type Found = Pick<ParamsVersion, 'version' | 'params'>;

interface Row {
  readonly version: number;
  readonly params: string;
  readonly source: ParamsVersion['source'];
}

function readNewest(file: string, strategyId: string): Row | undefined {
  const sqlite = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    // A file from before there were versions has none.
    const isKept = sqlite
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'params_versions'")
      .get();
    if (isKept === undefined) return undefined;
    return sqlite
      .prepare<[string], Row>(
        `SELECT version, params, source FROM params_versions
         WHERE strategy_id = ? ORDER BY version DESC LIMIT 1`,
      )
      .get(strategyId);
  } finally {
    sqlite.close();
  }
}

/**
 * The set of parameters a person has put into effect on a desk, read beside an engine that may be running: nothing is
 * checked, migrated or written. Undefined where the files rule. Throws StorageError.
 */
export function readParamsInEffect(file: string, strategyId: string): Found | undefined {
  if (!existsSync(file)) return undefined;
  const newest = withStorageErrors(file, () => readNewest(file, strategyId));
  if (newest === undefined || newest.source === 'files') return undefined;
  return { version: newest.version, params: JSON.parse(newest.params) as Found['params'] };
}
