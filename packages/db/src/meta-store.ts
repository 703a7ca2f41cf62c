import type { Database } from './database.ts';
import { meta, type MetaKey } from './schema/meta.ts';
import { createTableWriter } from './table-writer.ts';

export interface MetaStore {
  get(key: MetaKey): string | undefined;
  set(key: MetaKey, value: string): void;
}

export function createMetaStore({ sqlite }: Database): MetaStore {
  const upsert = createTableWriter(sqlite, { table: meta, onConflict: { replaceOn: ['key'] } });
  const select = sqlite.prepare<[MetaKey], { value: string }>(
    'SELECT value FROM meta WHERE key = ?',
  );
  return {
    get: (key) => select.get(key)?.value,
    set: (key, value) => {
      upsert({ key, value });
    },
  };
}
