import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callControl } from '../../../apps/engine/src/api/control/control-client.ts';
import { EngineHome } from '../../support/engine-home.ts';
import {
  buildProgram,
  newCommandId,
  runCommand,
  startReadyEngine,
  statusOf,
  waitFor,
  type EngineProgram,
} from '../../support/engine-program.ts';
import { judgeByVenueBook } from '../../support/venue-verdict.ts';

let home: EngineHome;
const engines: EngineProgram[] = [];

beforeAll(buildProgram, 120_000);

beforeEach(() => {
  home = new EngineHome();
});

afterEach(async () => {
  for (const engine of engines.splice(0)) if (!engine.hasEnded) await engine.kill('SIGKILL');
  home.remove();
});

async function start(): Promise<EngineProgram> {
  const engine = await startReadyEngine(home);
  engines.push(engine);
  return engine;
}

async function freeze(): Promise<void> {
  const ask = () =>
    callControl(home.socketPath, {
      method: 'lock',
      command: { commandId: newCommandId(), level: 'freeze', reason: 'for the verdict' },
    });
  await ask();
  await waitFor('quiet', async () => (await statusOf(home)).orders.length === 0);
  await ask();
}

describe.each(['SIGTERM', 'SIGINT'] as const)(
  '%s in the middle of trading',
  { timeout: 90_000 },
  (signal) => {
    it('drains, closes everything and exits 0; what was on its way is found by the next start', async () => {
      const engine = await start();
      await waitFor('trades', async () => (await statusOf(home)).tiesOut.fillCount > 3);
      await waitFor('an order on its way', async () => (await statusOf(home)).orders.length > 0);
      const end = await engine.kill(signal);
      expect([end.code, end.signal]).toEqual([0, null]);
      expect(end.stderr).toBe(`${signal}: draining\n`);
      for (const name of ['engine.pid', 'control.sock', 'heartbeat.json']) {
        expect([name, existsSync(join(home.dataFolder, name))]).toEqual([name, false]);
      }
      const replay = await runCommand(home, 'replay', 'last');
      expect(replay.code).toBe(0);
      expect(replay.stdout).toMatch(/\nempty diff\n$/);
      expect(replay.stdout).not.toContain('was not closed');
      await start();
      await freeze();
      expect(judgeByVenueBook(home).fills).toBeGreaterThan(3);
    });
  },
);
