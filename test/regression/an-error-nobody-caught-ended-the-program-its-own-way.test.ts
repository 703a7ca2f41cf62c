import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EngineHome } from '../support/engine-home.ts';
import { buildProgram, EngineProgram } from '../support/engine-program.ts';

beforeAll(buildProgram, 120_000);

const THROWER = 'process.on("SIGUSR2", () => { throw new Error("out of nowhere"); })';
const THROWS_ON_SIGNAL = `--import=data:text/javascript,${encodeURIComponent(THROWER)}`;

/** Runs the program with a standard output that nobody reads any more. */
function runUnread(...args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const program = join(import.meta.dirname, '../../apps/engine/dist/cli.js');
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })));
}

describe('the program', { timeout: 90_000 }, () => {
  it('ends an engine with code 70 and one line when an error has nobody to catch it', async () => {
    const home = new EngineHome();
    try {
      const places = ['--data', home.home, '--config', home.configFile];
      const engine = new EngineProgram(['start', '--no-console', ...places], {
        NODE_OPTIONS: THROWS_ON_SIGNAL,
      });
      await engine.waitForLine('engine ready');
      const end = await engine.kill('SIGUSR2');
      expect(end.code).toBe(70);
      expect(end.stderr.trim().split('\n')).toEqual([expect.stringContaining('out of nowhere')]);
    } finally {
      home.remove();
    }
  });

  it('takes a reader that has gone away for the end of the answer, not for an error', async () => {
    expect(await runUnread('--help')).toEqual({ code: 0, stderr: '' });
  });
});
