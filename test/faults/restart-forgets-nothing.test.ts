import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
  mkdirSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { callControl } from '../../apps/engine/src/api/control/control-client.ts';
import type { ControlStatus } from '../../apps/engine/src/api/control/control-protocol.ts';
import type { EngineHome } from '../support/engine-home.ts';
import { buildProgram, runCommand, waitFor, type ProgramEnd } from '../support/engine-program.ts';
import { EngineScene } from '../support/engine-scene.ts';

let scene: EngineScene;
let home: EngineHome;

/** A desk that has traded and was stopped in good order; each test begins with a copy of its data. */
let past: EngineScene;

beforeAll(async () => {
  await buildProgram();
  past = new EngineScene();
  const engine = await past.start();
  await waitFor('a trade', async () => (await past.status()).tiesOut.fillCount > 0);
  expect((await engine.kill('SIGTERM')).code).toBe(0);
}, 120_000);

afterAll(() => past.close());

beforeEach(() => {
  scene = new EngineScene();
  home = scene.home;
});

afterEach(() => scene.close());

/** Starts and expects it not to come up: one line for a person, nothing else. */
async function startInVain(...args: readonly string[]): Promise<ProgramEnd> {
  const end = await scene.launch({ args }).ended;
  expect(end.code).not.toBe(0);
  expect(end.stderr.trim().split('\n')).toHaveLength(1);
  expect(end.stderr).toMatch(/^quarterdeck: /);
  return end;
}

const CONTROL_FACTS = [
  'id',
  'entry_enabled',
  'exit_enabled',
  'memo',
  'switchedBy',
  'tsSwitched',
  'trades',
] as const;

const POSITION_FACTS = [
  'positionId',
  'strategyId',
  'symbol',
  'side',
  'qty',
  'entryPrice',
  'tsOpened',
  'entry_probability',
  'entry_units_intent',
  'thesis',
] as const;

const only = <TRow extends object>(row: TRow, names: readonly (keyof TRow)[]) =>
  Object.fromEntries(names.map((name) => [name, row[name]]));

/** What a restart must bring back to the last digit. Open profit moves with the market and is left out. */
function remembered({ lock, pnl, strategies, positions }: ControlStatus) {
  return {
    lock,
    realised: pnl.realised,
    fees: pnl.fees,
    controls: strategies.map((row) => only(row, CONTROL_FACTS)),
    positions: positions
      .toSorted((left, right) => (left.positionId < right.positionId ? -1 : 1))
      .map((row) => only(row, POSITION_FACTS)),
  };
}

async function bearer(): Promise<string> {
  const { token } = await callControl(home.socketPath, { method: 'create-token', label: 'test' });
  return token;
}

/** Every file of the home with its bytes, so that "nothing changed" can be taken literally. */
function photograph(): ReadonlyMap<string, string> {
  const names = readdirSync(home.home, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .map((name) => join(home.home, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, readFileSync(path).toString('base64')]),
  );
}

function takeHistory(): void {
  cpSync(past.home.home, home.home, { recursive: true });
}

describe('lock, kill -9, start', { timeout: 90_000 }, () => {
  it('is still locked, holds the same positions and has earned the same to the last digit', async () => {
    const engine = await scene.start();
    await waitFor('round trips and open positions', async () => {
      const { positions, tiesOut } = await scene.status();
      return positions.length > 0 && tiesOut.fillCount > 4;
    });
    await scene.freeze('looks wrong');
    const before = await scene.status();
    expect(before.lock).toMatchObject({ level: 'freeze', reason: 'looks wrong' });
    expect(before.lock.by).not.toBe('');
    await engine.kill('SIGKILL');
    await scene.start();
    expect(remembered(await scene.status())).toEqual(remembered(before));
    expect(before.pnl.realised).not.toBe('0');
  });

  it('keeps switches and memo', async () => {
    const engine = await scene.start();
    const token = await bearer();
    const { port } = new URL(engine.stdout.match(/http:\/\/\S+/)?.[0] ?? '');
    const answer = await fetch(`http://127.0.0.1:${port}/ops/strategy-control`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        strategy: 'scalp_ping_5s',
        entry_enabled: false,
        memo: 'after lunch',
      }),
    });
    expect(answer.status).toBe(200);
    await scene.freeze('for the comparison');
    const before = await scene.status();
    await engine.kill('SIGKILL');
    await scene.start();
    const after = await scene.status();
    expect(remembered(after)).toEqual(remembered(before));
    expect(after.strategies.find(({ id }) => id === 'scalp_ping_5s')).toMatchObject({
      entry_enabled: false,
      exit_enabled: true,
      memo: 'after lunch',
    });
  });

  it.each([
    {
      what: 'a tripped breaker',
      change: { breakerTrippedTs: 1_700_000_000_000 },
      code: 'DRAWDOWN_BREAKER_TRIPPED',
    },
    {
      what: 'a throttled strategy',
      change: { throttled: [asStrategyId('scalp_tick_imbalance')] },
      code: 'THROTTLE_STRATEGY_HELD',
    },
  ])('does not forgive $what', async ({ change, code }) => {
    takeHistory();
    home.withTables((memory) => {
      const { riskMemory } = memory.restoredState();
      if (riskMemory === undefined) throw new Error('no memory of limits');
      const changed = { ...riskMemory, ...change };
      memory.write([{ type: 'RecordRiskMemory', memory: changed }], memory.lastEventSeq());
    });
    const engine = await scene.start();
    const denialCode = async () =>
      (await scene.status()).strategies.find(({ id }) => id === 'scalp_tick_imbalance')?.lastDenial
        ?.code;
    await waitFor('a denial', async () => (await denialCode()) !== undefined);
    expect(await denialCode()).toBe(code);
    await engine.kill('SIGKILL');
    home.withTables((memory) => {
      expect(memory.restoredState().riskMemory).toMatchObject(change);
    });
  });

  it('starts locked when nobody knows whether it was locked', async () => {
    takeHistory();
    home.withTables(({ database }) => database.sqlite.exec('DELETE FROM locks'));
    await scene.start();
    const { lock } = await scene.status();
    expect(lock).toMatchObject({ level: 'lock', by: 'desk' });
    expect(lock.reason).toContain('unknown');
  });

  it('starts locked after `lock` was given while the engine was down', async () => {
    takeHistory();
    const end = await runCommand(home, 'lock', '--reason', 'over night');
    expect([end.code, end.stderr]).toEqual([0, '']);
    await scene.start();
    expect((await scene.status()).lock).toMatchObject({ level: 'lock', reason: 'over night' });
  });
});

describe('a start that must not be', { timeout: 90_000 }, () => {
  it('is refused on a folder in use, naming the other engine', async () => {
    const engine = await scene.start();
    const end = await startInVain();
    expect(end.stderr).toContain('in use by another engine');
    expect(end.stderr).toMatch(new RegExp(`pid ${engine.pid}\\b`));
    expect((await scene.status()).engine.state).toBe('running');
  });

  it('leaves a newer database as it is, byte for byte', async () => {
    takeHistory();
    home.withTables(({ database }) => {
      database.sqlite.pragma('user_version = 999');
      database.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    });
    const before = photograph();
    const end = await startInVain();
    expect(end.stderr).toContain('schema 999');
    expect(changedSince(before)).toEqual([]);
  });

  it('leaves a corrupt database as it is, byte for byte', async () => {
    takeHistory();
    const file = openSync(home.databaseFile, 'r+');
    const size = statSync(home.databaseFile).size;
    for (let at = 4_096; at < size; at += 4_096)
      writeSync(file, Buffer.alloc(512, 0x5a), 0, 512, at);
    closeSync(file);
    const before = photograph();
    const end = await startInVain();
    expect(end.stderr).toMatch(/damaged|not a readable database/);
    expect(changedSince(before)).toEqual([]);
  });

  it('leaves a file that is no database as it is', async () => {
    mkdirSync(dirname(home.databaseFile), { recursive: true });
    writeFileSync(home.databaseFile, 'my shopping list\n'.repeat(20));
    const before = photograph();
    const end = await startInVain();
    expect(end.stderr).toContain('not a readable database');
    expect(changedSince(before)).toEqual([]);
  });

  it('says what is wrong when the data folder cannot be one', async () => {
    // A file in the folder's place: root may write everywhere, so no permission would stop it.
    writeFileSync(home.home, 'in the way');
    const end = await startInVain();
    expect(end.stderr).toContain(home.home);
    expect(readFileSync(home.home, 'utf8')).toBe('in the way');
  });

  it('says that the port is taken and touches nothing', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      takeHistory();
      const before = photograph();
      const end = await startInVain('--port', String(port));
      expect(end.stderr).toContain(`port ${port}`);
      expect(changedSince(before)).toEqual([]);
    } finally {
      server.close();
    }
  });
});

/** Files that were added, changed or taken away. The lock file is how one engine sees the other. */
function changedSince(before: ReadonlyMap<string, string>): string[] {
  const after = photograph();
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter(
    (name) => before.get(name) !== after.get(name) && !name.endsWith('engine.lock'),
  );
}
