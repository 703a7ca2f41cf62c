import { beforeAll, describe, it } from 'vitest';
import { callControl } from '../../apps/engine/src/api/control/control-client.ts';
import { FAILPOINTS, type FailpointName } from '../../apps/engine/src/runtime/failpoints.ts';
import type { EngineHome } from '../support/engine-home.ts';
import {
  buildProgram,
  newCommandId,
  pauseMs,
  statusOf,
  waitFor,
  type EngineProgram,
} from '../support/engine-program.ts';
import { EngineScene } from '../support/engine-scene.ts';
import { judgeByVenueBook } from '../support/venue-verdict.ts';

/** Points that every commit passes need more passes before trading is under way. */
const LATER_PASS: Partial<Record<FailpointName, number>> = {
  'before-journal-flush': 40,
  'before-commit': 30,
};

/** An order that was stored and never left is believed lost only after the venue's receive window. */
const PATIENCE_MS = 120_000;

const PASSES = FAILPOINTS.flatMap((name) => [
  { name, pass: 1 },
  { name, pass: LATER_PASS[name] ?? 5 },
]);

const VERDICT = 'for the verdict';

/** The lock as an operator last asked for it, and as the engine last confirmed it. */
interface Asked {
  confirmed: 'none' | 'lock';
  pending: 'none' | 'lock';
}

/** A lock that meets an entry on its way has something to call back. */
async function untilEntryTravels(home: EngineHome): Promise<void> {
  for (let look = 0; look < 20; look += 1) {
    await pauseMs(20);
    const status = await statusOf(home).catch(() => undefined);
    if (status === undefined || status.orders.some(({ purpose }) => purpose === 'entry')) return;
  }
}

/** Locks and unlocks: commands pass their points, and orders on their way are called back. */
async function disturb(home: EngineHome, engine: EngineProgram): Promise<Asked> {
  const asked: Asked = { confirmed: 'none', pending: 'none' };
  while (!engine.hasEnded) {
    asked.pending = asked.confirmed === 'none' ? 'lock' : 'none';
    const command = { commandId: newCommandId(), reason: 'the test wants it' };
    try {
      if (asked.pending === 'none') {
        await callControl(home.socketPath, { method: 'unlock', command });
      } else {
        const lock = { ...command, level: 'lock' as const };
        await callControl(home.socketPath, { method: 'lock', command: lock });
      }
      asked.confirmed = asked.pending;
    } catch {
      // Not up yet, or dead: what was asked last may or may not have come to hold.
    }
    if (asked.confirmed === 'none') await untilEntryTravels(home);
    // Long enough for the acceptance to come back: only then is there an order to cancel.
    else await pauseMs(250);
  }
  return asked;
}

async function flatten(scene: EngineScene): Promise<void> {
  const { home } = scene;
  const command = { commandId: newCommandId(), lockFirst: true, reason: VERDICT };
  await callControl(home.socketPath, { method: 'flatten', command });
  await waitFor('flat', async () => (await scene.status()).flatten.phase === 'flat');
  await scene.freeze(VERDICT);
}

beforeAll(buildProgram, PATIENCE_MS);

describe('kill -9 between intent and fill', { timeout: PATIENCE_MS }, () => {
  it.concurrent.for(PASSES)(
    'at $name, pass $pass',
    async ({ name, pass }, { expect, onTestFinished }) => {
      // Of its own: others run beside it.
      const scene = new EngineScene();
      onTestFinished(() => scene.close());
      const { home } = scene;
      const dying = scene.launch({ failpoint: `${name}:${pass}` });
      const asked = await disturb(home, dying);
      expect((await dying.ended).signal, (await dying.ended).stderr).toBe('SIGKILL');

      const engine = await scene.start();
      const { lock } = await scene.status();
      expect([asked.confirmed, asked.pending]).toContain(lock.level);
      await scene.freeze(VERDICT);
      judgeByVenueBook(home);
      await flatten(scene);
      const verdict = judgeByVenueBook(home);
      expect(verdict.openPositions).toBe(0);
      expect((await engine.kill('SIGTERM')).code).toBe(0);
    },
  );
});
