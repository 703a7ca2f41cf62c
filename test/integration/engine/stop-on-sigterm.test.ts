import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, runCommand, waitFor } from '../../support/engine-program.ts';
import { EngineScene } from '../../support/engine-scene.ts';
import { judgeByVenueBook } from '../../support/venue-verdict.ts';

let scene: EngineScene;

beforeAll(buildProgram, 120_000);

beforeEach(() => {
  scene = new EngineScene();
});

afterEach(() => scene.close());

describe.each(['SIGTERM', 'SIGINT'] as const)(
  '%s in the middle of trading',
  { timeout: 90_000 },
  (signal) => {
    it('drains, closes everything and exits 0; what was on its way is found by the next start', async () => {
      const { home } = scene;
      const engine = await scene.start();
      await waitFor('trades', async () => (await scene.status()).tiesOut.fillCount > 3);
      await waitFor('an order on its way', async () => (await scene.status()).orders.length > 0);
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
      await scene.start();
      await scene.freeze('for the verdict');
      expect(judgeByVenueBook(home).fills).toBeGreaterThan(3);
    });
  },
);
