import { beforeAll, describe, it } from 'vitest';
import { callControl } from '../../apps/engine/src/api/control/control-client.ts';
import { FAILPOINTS, type FailpointName } from '../../apps/engine/src/runtime/failpoints.ts';
import { EngineHome } from '../support/engine-home.ts';
import {
  buildProgram,
  newCommandId,
  pauseMs,
  startEngineOf,
  startReadyEngine,
  statusOf,
  waitFor,
  type EngineProgram,
} from '../support/engine-program.ts';
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

/** The lock as an operator last asked for it, and as the engine last confirmed it. */
interface Asked {
  confirmed: 'none' | 'lock';
  pending: 'none' | 'lock';
}

/** Cleaned up by its own test: others run beside it. */
class Scene {
  readonly home = new EngineHome();
  readonly #engines: EngineProgram[] = [];

  keep(engine: EngineProgram): EngineProgram {
    this.#engines.push(engine);
    return engine;
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) if (!engine.hasEnded) await engine.kill('SIGKILL');
    this.home.remove();
  }
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

async function restart({ home }: Scene): Promise<EngineProgram> {
  const engine = await startReadyEngine(home);
  await waitFor('the desk to run', async () => (await statusOf(home)).engine.state === 'running');
  return engine;
}

/** Nothing but the operator may trade from here on, nothing is on its way, and all of it is on disk. */
async function freeze(home: EngineHome): Promise<void> {
  const lock = { level: 'freeze', reason: 'for the verdict' } as const;
  const ask = () =>
    callControl(home.socketPath, {
      method: 'lock',
      command: { commandId: newCommandId(), ...lock },
    });
  await ask();
  await waitFor('quiet', async () => (await statusOf(home)).orders.length === 0);
  // A command is confirmed when everything handled before it is stored.
  await ask();
}

async function flatten(home: EngineHome): Promise<void> {
  const command = { commandId: newCommandId(), lockFirst: true, reason: 'for the verdict' };
  await callControl(home.socketPath, { method: 'flatten', command });
  await waitFor('flat', async () => (await statusOf(home)).flatten.phase === 'flat');
  await freeze(home);
}

beforeAll(buildProgram, PATIENCE_MS);

describe('kill -9 between intent and fill', { timeout: PATIENCE_MS }, () => {
  it.concurrent.for(PASSES)(
    'at $name, pass $pass',
    async ({ name, pass }, { expect, onTestFinished }) => {
      const scene = new Scene();
      onTestFinished(() => scene.close());
      const { home } = scene;
      const dying = scene.keep(startEngineOf(home, { failpoint: `${name}:${pass}` }));
      const asked = await disturb(home, dying);
      expect((await dying.ended).signal, (await dying.ended).stderr).toBe('SIGKILL');

      const engine = scene.keep(await restart(scene));
      const { lock } = await statusOf(home);
      expect([asked.confirmed, asked.pending]).toContain(lock.level);
      await freeze(home);
      judgeByVenueBook(home);
      await flatten(home);
      const verdict = judgeByVenueBook(home);
      expect(verdict.openPositions).toBe(0);
      expect((await engine.kill('SIGTERM')).code).toBe(0);
    },
  );
});
