import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isProcessAlive } from '../../apps/engine/src/adapters/system/process-alive.ts';

const PATIENCE_MS = 60_000;
const PROGRAM = fileURLToPath(new URL('../support/prove-until-ended.ts', import.meta.url));

function openPlace() {
  const root = mkdtempSync(join(tmpdir(), 'quarterdeck-interrupted-'));
  const work = join(root, 'work');
  mkdirSync(work);
  return {
    work,
    report: join(root, 'report'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Ends the program with the signals, each once the one before was heard of, and tells what is left. */
async function endWith(signal: NodeJS.Signals, manner: 'ends' | 'will-not' = 'ends') {
  using place = openPlace();
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, place.report, manner], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: place.work },
  });
  let [out, err] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (text.includes('waiting')) child.kill(signal);
  });
  const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
  const progress: unknown = JSON.parse(readFileSync(join(place.report, 'progress.json'), 'utf8'));
  return {
    ...{ code, killedBy, out, err },
    files: readdirSync(place.report),
    folders: readdirSync(place.work).filter((name) => name.startsWith('quarterdeck-verify-')),
    pid: (progress as { pid: number }).pid,
    childPid: child.pid,
  };
}

describe('a proof whose process is ended', { timeout: PATIENCE_MS }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s clears its folders away, leaves no report and exits with 130',
    async (signal) => {
      const end = await endWith(signal);
      expect(end).toMatchObject({ code: 130, killedBy: null, out: 'waiting\n' });
      expect(end.err.trim().split('\n').at(-1)).toBe(
        'quarterdeck: the run was interrupted: it leaves no report and proves nothing',
      );
      expect(end.files).toEqual(['progress.json']);
      expect(end.folders).toEqual([]);
    },
  );

  it('ends even when a stage will not', async () => {
    const end = await endWith('SIGINT', 'will-not');
    expect(end).toMatchObject({ code: 130, files: ['progress.json'], folders: [] });
  });

  it('by kill -9 leaves no report, and the number of a process that is gone', async () => {
    const end = await endWith('SIGKILL');
    expect(end).toMatchObject({ code: null, killedBy: 'SIGKILL', files: ['progress.json'] });
    expect(end.pid).toBe(end.childPid);
    expect(isProcessAlive(end.pid)).toBe(false);
  });
});
