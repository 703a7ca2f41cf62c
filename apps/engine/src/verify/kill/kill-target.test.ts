import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acquireExclusiveLock } from '@quarterdeck/db/exclusive-lock';
import { systemScheduler } from '../../adapters/system/system-scheduler.ts';
import { startKillTarget } from './kill-target.ts';

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-kill-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether no process works in the folder; the system gives its lock back with the process that held it. */
function isLeft(folder: string): boolean {
  const lock = acquireExclusiveLock(path.join(folder, 'engine.lock'));
  lock?.release();
  return lock !== undefined;
}

describe('a process that is to be killed', { timeout: 60_000 }, () => {
  it('dies when the run is ended', async () => {
    const folder = makeFolder();
    const controller = new AbortController();
    const target = startKillTarget({ folder, seed: 7, life: 0 }, controller.signal);
    await target.trading;
    expect(isLeft(folder)).toBe(false);
    controller.abort();
    expect(await target.ended).toEqual({ type: 'killed' });
    expect(isLeft(folder)).toBe(true);
  });

  it('is not started to live when the run has been ended before', async () => {
    const target = startKillTarget({ folder: makeFolder(), seed: 7, life: 0 }, AbortSignal.abort());
    await target.trading;
    expect(await target.ended).toEqual({ type: 'killed' });
  });

  it('ends by itself when whoever started it was killed the hard way', async () => {
    const folder = makeFolder();
    const program = fileURLToPath(new URL('./starts-target.fixture.ts', import.meta.url));
    const starter = fork(program, [folder], { execArgv: ['--import', 'tsx'], stdio: 'pipe' });
    onTestFinished(() => void starter.kill('SIGKILL'));
    await once(starter, 'message');
    expect(isLeft(folder)).toBe(false);
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    while (!isLeft(folder)) await systemScheduler.yield();
  });

  it('says why when it broke before it could be killed', async () => {
    const order = { folder: makeFolder(), seed: 7, life: 0, setting: 'no such point:1' };
    const target = startKillTarget(order, new AbortController().signal);
    expect(await target.ended).toMatchObject({
      type: 'broke',
      error: expect.stringContaining('unknown failpoint') as string,
    });
  });
});
