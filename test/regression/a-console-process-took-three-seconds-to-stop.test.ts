import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConsoleProcess } from '../../apps/engine/src/runtime/console-process.ts';
import { VirtualClock } from '../../apps/engine/src/adapters/system/virtual-clock.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quarterdeck-console-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A console process that does what Next does with SIGTERM while a connection to it is open: nothing. */
function startStubborn(source: string) {
  const command = join(folder, 'server.mjs');
  writeFileSync(command, `process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); ${source}`);
  const clock = new VirtualClock(0);
  const abort = new AbortController();
  let announce: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (announce = resolve));
  const options = { command, folder, port: 0, environment: {}, onLine: () => announce() };
  return { clock, abort, ready, ended: runConsoleProcess(options, abort.signal, clock) };
}

describe('a console process that does not answer SIGTERM', () => {
  it('ends when it is told to stop, without being killed', async () => {
    const { abort, ready, ended } = startStubborn('console.log("ready")');
    await ready;
    abort.abort();
    // Virtual time stands still: a timer that would have to kill it never fires.
    await expect(ended).resolves.toBeUndefined();
  });

  it('is killed half a second later when it cannot even end itself', async () => {
    const hangs = 'console.log("ready"); setTimeout(() => { for (;;); }, 0)';
    const { clock, abort, ready, ended } = startStubborn(hangs);
    await ready;
    abort.abort();
    clock.advanceBy(500);
    await expect(ended).resolves.toBeUndefined();
  });

  it('is reported when it ends by itself', async () => {
    const { ended } = startStubborn('process.exit(3)');
    await expect(ended).rejects.toThrow('code 3');
  });
});
