import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { price, qty, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asTradeId, asVenueOrderId } from '@quarterdeck/core/kernel/ids';
import { openSimulatedMarket } from '../../apps/engine/src/runtime/market/open-simulated-market.ts';
import { EngineCore } from '../../apps/engine/src/runtime/start/engine-core.ts';
import { openStorage } from '../../apps/engine/src/runtime/start/open-storage.ts';
import { BTC, deskOptions, T0 } from '../support/desk-world.ts';
import { VirtualClock } from '../../apps/engine/src/adapters/system/virtual-clock.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quarterdeck-roll-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SIMULATION = {
  seed: 1,
  events_per_second: 10,
  latency_ms: 1,
  maker_fee_bps: 1,
  taker_fee_bps: 1,
};

/** Everything behind the front door on virtual time, its journal so small that every session is due for the next. */
function openCore() {
  const clock = new VirtualClock(T0);
  const storage = openStorage({ folder, mode: 'simulated', startsLocked: false, wall: clock });
  const ports = { clock, scheduler: clock };
  const desk = deskOptions({ deskId: storage.memory.deskId });
  const market = openSimulatedMarket({
    ...ports,
    folder,
    desk,
    simulation: SIMULATION,
    onSaveFailed: () => undefined,
  });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const core = new EngineCore({
    storage,
    market,
    journalMaxBytes: 1,
    codeVersion: 'test',
    wall: clock,
    scheduler: clock,
    failpoint: () => undefined,
    logger: quiet,
    onFault: (error) => {
      throw error;
    },
    observeSent: () => undefined,
    observeHold: () => undefined,
  });
  core.startDesk();
  const fill = (name: string): void => {
    const tsEvent = clock.now();
    core.dispatcher.dispatch({
      type: 'VenueReported',
      report: {
        type: 'OrderFilled',
        tsEvent,
        fill: {
          tradeId: asTradeId(name),
          clientOrderId: asClientOrderId('foreign'),
          venueOrderId: asVenueOrderId('V'),
          symbol: BTC,
          side: 'buy',
          price: price('100'),
          qty: qty('0.1'),
          fee: ZERO_MONEY,
          liquidity: 'taker',
          tsEvent,
        },
      },
    });
    core.dispatcher.commitNow();
  };
  const close = async (): Promise<void> => {
    core.questions.stop();
    core.dispatcher.stop();
    await core.session.journal.close();
    await market.close();
    storage.close();
  };
  return { clock, core, storage, fill, [Symbol.asyncDispose]: close };
}

describe('a session that is to follow another while the tables cannot be read', () => {
  it('does not begin, and the old one goes on with its own ledger', async () => {
    await using engine = openCore();
    const { core, storage, fill } = engine;
    for (const name of ['T1', 'T2', 'T3']) fill(name);
    const { sessionId } = core.session;
    const { memory } = storage;
    const read = memory.restoredState.bind(memory);
    memory.restoredState = () => {
      throw new Error('SQLITE_BUSY');
    };
    await expect(core.rollSession()).rejects.toThrow('SQLITE_BUSY');
    expect(core.session.sessionId).toBe(sessionId);
    fill('T4');
    expect(read().totals.fills).toBe(4);

    memory.restoredState = read;
    await engine.clock.runBy(1_000);
    await core.rollSession();
    expect(core.session.sessionId).not.toBe(sessionId);
    expect(core.view.totals.fills).toBe(4);
  });

  it('waits for the end of a flatten, which only the old one knows about', async () => {
    await using engine = openCore();
    const { core } = engine;
    core.dispatcher.dispatch({ type: 'FlattenRequested', by: 'ada' });
    core.dispatcher.commitNow();
    expect(['cancelling', 'closing', 'verifying']).toContain(core.view.flatten.phase);
    expect(core.lanes.isIdle).toBe(true);
    const { sessionId } = core.session;
    await core.rollSession();
    expect(core.session.sessionId).toBe(sessionId);
  });
});
