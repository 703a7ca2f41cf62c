import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { findEnginePid, lockDataFolder } from './data-folder-lock.ts';

const PROGRAM = fileURLToPath(new URL('./testing/hold-data-folder.ts', import.meta.url));

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-lock-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Another process that holds the folder; returns once it does. */
async function startHolder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

test('a second engine is refused and told the pid of the first', async () => {
  const folder = temporaryFolder();
  const holder = await startHolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(`in use by another engine (pid ${holder.pid})`);
  expect(findEnginePid(folder)).toBe(holder.pid);
});

test('a folder whose engine was killed can be taken over', async () => {
  const folder = temporaryFolder();
  const holder = await startHolder(folder);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(join(folder, 'engine.pid'))).toBe(true);
  expect(findEnginePid(folder)).toBeUndefined();
  const lock = lockDataFolder(folder);
  expect(readFileSync(join(folder, 'engine.pid'), 'utf8')).toMatch(`${process.pid}\n`);
  lock.release();
});

test('a released folder is free again and keeps no pid', () => {
  const folder = temporaryFolder();
  lockDataFolder(folder).release();
  expect(existsSync(join(folder, 'engine.pid'))).toBe(false);
  lockDataFolder(folder).release();
});

test('a second lock of the same process is refused', () => {
  const folder = temporaryFolder();
  const lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(`pid ${process.pid}`);
  lock.release();
});

test('a pid that belongs to another process by now does not hold the folder', () => {
  const folder = temporaryFolder();
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  writeFileSync(join(folder, 'engine.pid'), `1\n999999999999\n${boot}\n`);
  lockDataFolder(folder).release();
  expect(existsSync(join(folder, 'engine.pid'))).toBe(false);
});

test('a folder that cannot be made is a typed error', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => lockDataFolder(join(folder, 'file', 'data'))).toThrow(
    expect.objectContaining({ name: 'StorageError', code: 'STORAGE_NOT_WRITABLE' }),
  );
});
