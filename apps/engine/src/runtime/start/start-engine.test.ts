import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { consoleStateSchema } from '@quarterdeck/core/contract/console-state.schema';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { startEngine } from './start-engine.ts';
import { noOutside } from '../testing/no-outside.ts';
import type { RunningEngine, StartOptions } from './start-options.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function homeFolder(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-'));
  cleanUps.push(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

async function start(options: Partial<StartOptions> & { home: string }): Promise<RunningEngine> {
  const engine = await startEngine({
    configFile: 'config/quarterdeck.yaml',
    port: 0,
    console: false,
    print: () => undefined,
    logger: silent,
    outside: noOutside,
    ...options,
  });
  cleanUps.push(() => engine.stop());
  return engine;
}

const actor = { name: 'ada', via: 'rest' } as const;

describe('start of the engine', () => {
  it('reconciles, opens the door and shows a whole console state', async () => {
    const lines: string[] = [];
    const engine = await start({ home: homeFolder(), print: (line) => lines.push(line) });
    const state = engine.operator.consoleState();
    expect(consoleStateSchema.parse(state)).toEqual(state);
    expect(state.engine).toMatchObject({ mode: 'SIMULATED', state: 'running' });
    expect(state.lock.level).toBe('none');
    expect(state.strategies.map(({ state: how }) => how)).not.toContain('failed');
    expect(state.strategies.length).toBeGreaterThan(strategyCatalogue.length);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'config read',
      'data folder locked, tables current',
      'state restored',
      'venue connected',
      'reconciled with the venue',
      'front door open',
      expect.stringContaining('engine ready') as string,
    ]);
    const health = await fetch(`${engine.url}/healthz`);
    expect(health.status).toBe(200);
  });

  it('starts locked after a lock, whatever came between, and drains cleanly', async () => {
    const home = homeFolder();
    const first = await start({ home });
    const command = {
      type: 'Lock',
      commandId: 'lock-0001',
      level: 'lock',
      reason: 'test',
    } as const;
    expect(await first.operator.execute(command, actor)).toMatchObject({ ok: true });
    await first.stop();
    expect(await first.ended).toBe(0);
    expect(existsSync(path.join(first.dataFolder, 'heartbeat.json'))).toBe(false);
    const second = await start({ home });
    const state = second.operator.consoleState();
    expect(state.lock).toMatchObject({ level: 'lock', reason: 'test', by: 'ada' });
    expect(state.engine.eventSeq).toBeGreaterThan(state.lock.eventSeq);
    expect(await second.operator.execute(command, actor)).toMatchObject({ ok: true });
    expect(second.operator.lockHistory(10)[0]?.reason).toBe('test');
  });

  it('trades by rules without a key, says why, and shows what goes on for the agent', async () => {
    const engine = await start({ home: homeFolder() });
    const { agent, loops, strategies } = engine.operator.consoleState();
    expect(agent).toMatchObject({ decider: 'rules', why: 'no ANTHROPIC_API_KEY is set' });
    const names = loops.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['derivatives', 'regimes', 'decision results']));
    expect(strategies.map(({ id, title }) => [id, title])).toEqual(
      expect.arrayContaining([
        ['claude', 'Claude'],
        ['claude_rules', 'Claude rules'],
      ]),
    );
  });

  it('switches the agent like a strategy, changes no parameters of it and resets no closed breaker', async () => {
    const { operator } = await start({ home: homeFolder() });
    const claude = { strategyId: 'claude', commandId: 'command-0001' };
    const off = { type: 'SetStrategyControl', ...claude, entry_enabled: false } as const;
    expect(await operator.execute(off, actor)).toMatchObject({ ok: true });
    const row = operator.consoleState().strategies.find(({ id }) => id === 'claude');
    expect(row).toMatchObject({ entry_enabled: false, switchedBy: 'ada' });
    const change = { ...claude, commandId: 'command-0002', params: { x: 1 }, reason: 'test' };
    expect(await operator.execute({ type: 'SetStrategyParams', ...change }, actor)).toMatchObject({
      code: 'STRATEGY_HAS_NO_PARAMS',
    });
    const reset = { type: 'ResetBreaker', commandId: 'command-0003', reason: 'test' } as const;
    expect(await operator.execute(reset, actor)).toMatchObject({ code: 'BREAKER_NOT_OPEN' });
  });

  it('refuses a second engine on the same data folder and names the first', async () => {
    const home = homeFolder();
    await start({ home });
    await expect(start({ home })).rejects.toThrow(`pid ${process.pid}`);
  });

  it('changes nothing when its port is taken', async () => {
    const home = homeFolder();
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    cleanUps.push(() => new Promise<void>((resolve) => blocker.close(() => resolve())));
    await expect(start({ home, port })).rejects.toThrow(`port ${port}`);
    expect(existsSync(path.join(home, 'demo-simulated'))).toBe(false);
  });

  it('plays a tape on its own time to its end, in its own folder', async () => {
    const home = homeFolder();
    const tape = path.join(home, 'binance_BTCUSDT_quotes_20240808T0000_20240808T0001.csv');
    const rows = Array.from(
      { length: 600 },
      (_, index) =>
        `${1_723_075_200_000 + index * 100},${60_000 + (index % 7)},${60_001 + (index % 7)},1,1`,
    );
    writeFileSync(tape, ['ts_ms,bid,ask,bid_qty,ask_qty', ...rows, ''].join('\n'));
    const engine = await start({
      home,
      replay: { files: [tape], speed: 'max', skipBadRows: false },
    });
    await engine.marketEnded;
    const state = engine.operator.consoleState();
    expect(path.basename(engine.dataFolder)).toBe('demo-replay');
    expect(state.feeds.map(({ symbol, ticks }) => [symbol, ticks])).toEqual([['BTC/USDT', 600]]);
    expect(state.feeds[0]?.tsLast).toBe(1_723_075_200_000 + 599 * 100);
    expect(existsSync(path.join(home, 'demo-simulated'))).toBe(false);
  });

  it('ends with code 1 and names file and line when a tape row cannot be read', async () => {
    const home = homeFolder();
    const tape = path.join(home, 'binance_BTCUSDT_quotes_20240808T0000_20240808T0001.csv');
    const good = (index: number) => `${1_723_075_200_000 + index},60000,60001,1,1`;
    const rows = Array.from({ length: 3_000 }, (_, index) => good(index));
    rows[2_900] = 'not,a,row';
    writeFileSync(tape, ['ts_ms,bid,ask,bid_qty,ask_qty', ...rows, ''].join('\n'));
    const lines: string[] = [];
    const replay = { files: [tape], speed: 'max', skipBadRows: false } as const;
    const end = start({ home, replay, print: (line) => lines.push(line) });
    const code = await end.then((engine) => engine.ended);
    expect(code).toBe(1);
    expect(lines.at(-1)).toContain(':2902');
  });

  it('counts the bad rows it was told to skip where the tape ends', async () => {
    const home = homeFolder();
    const tape = path.join(home, 'binance_BTCUSDT_quotes_20240808T0000_20240808T0001.csv');
    const good = (index: number) => `${1_723_075_200_000 + index},60000,60001,1,1`;
    const rows = [good(0), 'not,a,row', good(1), 'nor,this', good(2)];
    writeFileSync(tape, ['ts_ms,bid,ask,bid_qty,ask_qty', ...rows, ''].join('\n'));
    const lines: string[] = [];
    const replay = { files: [tape], speed: 'max', skipBadRows: true } as const;
    const engine = await start({ home, replay, print: (line) => lines.push(line) });
    await engine.marketEnded;
    expect(lines.at(-1)).toBe('the tape has been played to its end (2 bad rows skipped)');
  });

  it('writes a heartbeat while it runs', async () => {
    const engine = await start({ home: homeFolder() });
    const beat: unknown = JSON.parse(
      readFileSync(path.join(engine.dataFolder, 'heartbeat.json'), 'utf8'),
    );
    expect(beat).toMatchObject({ pid: process.pid, state: 'running' });
  });
});
