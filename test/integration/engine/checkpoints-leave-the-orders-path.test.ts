import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LockState } from '@quarterdeck/core/model/control';
import { openMemory } from '@quarterdeck/db/open-memory';
import { startCheckpoints } from '@quarterdeck/db/start-checkpoints';
import { buildProgram, waitFor } from '../../support/engine-program.ts';

const SCRIPT = pathToFileURL(
  join(import.meta.dirname, '../../../apps/engine/dist/checkpoint.worker.js'),
);

let folder: string;
beforeAll(buildProgram, 120_000);
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quarterdeck-checkpoints-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock: LockState = {
  level: 'lock',
  reason: 'a reason to be found in the file',
  by: 'ada',
  tsSince: 1,
  eventSeq: 1,
};

function openTables() {
  const file = join(folder, 'desk.db');
  const memory = openMemory({ file, now: () => 1, randomId: () => 'desk1' });
  const limit = () => memory.database.sqlite.pragma('wal_autocheckpoint', { simple: true });
  const isInFile = () => readFileSync(file).includes(lock.reason);
  return { file, memory, limit, isInFile };
}

describe('checkpoints in a thread of their own', () => {
  it('move what was committed into the file while the tables stay open', async () => {
    const { memory, limit, isInFile } = openTables();
    const usual = Number(limit());
    const checkpoints = startCheckpoints(memory.database, { script: SCRIPT, intervalMs: 20 });
    memory.write([{ type: 'RecordLock', lock }], 1);
    await waitFor('the lock in the file', isInFile);
    expect(Number(limit())).toBeGreaterThan(usual);
    checkpoints.stop();
    memory.close();
  });

  it('leave the log to the one who closes the tables, who removes it as before', () => {
    const { file, memory, isInFile } = openTables();
    const checkpoints = startCheckpoints(memory.database, { script: SCRIPT });
    memory.write([{ type: 'RecordLock', lock }], 1);
    expect(isInFile()).toBe(false);
    checkpoints.stop();
    memory.close();
    expect(isInFile()).toBe(true);
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('are the commits again once the thread has ended by itself', async () => {
    const { memory, limit } = openTables();
    const usual = limit();
    const script = pathToFileURL(join(folder, 'there-is-no-such-script.js'));
    const checkpoints = startCheckpoints(memory.database, { script });
    expect(limit()).not.toBe(usual);
    await waitFor('commits that look after the log', () => limit() === usual);
    checkpoints.stop();
    memory.close();
  });

  it('need no thread where the engine is not bundled', () => {
    const { memory, limit } = openTables();
    const usual = limit();
    startCheckpoints(memory.database).stop();
    expect(limit()).toBe(usual);
    memory.close();
  });
});
