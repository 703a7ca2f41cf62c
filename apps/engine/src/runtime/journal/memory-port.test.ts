import { expect, test } from 'vitest';
import { openAuthStore } from '@quarterdeck/db/auth-store';
import { openMemory } from '@quarterdeck/db/open-memory';
import { join } from 'node:path';
import type { AuthStore } from '../../ports/auth-store.ts';
import type { Memory } from '../../ports/memory.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

test('the tables fit the ports of the engine', () => {
  const file = join(temporaryFolder(), 'desk.db');
  const tables = openMemory({ file, now: () => 1, randomId: () => 'desk1' });
  // The assignments are the point: they stop the build when a port and the tables drift apart.
  const memory: Memory = tables;
  const auth: AuthStore = openAuthStore(tables.database);
  expect(memory.deskId).toBe('desk1');
  expect(auth.listTokens()).toStrictEqual([]);
  memory.close();
});
