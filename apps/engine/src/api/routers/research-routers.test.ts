import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { openConsole } from '../testing/open-console.ts';
import { openDoor } from '../testing/open-door.ts';

const request = { strategies: ['scalp_ping_5s'], data: ['BTC/USDT=bars.csv'] };

const runOf = (id: string, fields: Partial<BacktestRun> = {}): BacktestRun => ({
  id,
  state: 'running',
  progress: 0,
  by: 'anna',
  tsCreated: 1,
  tsEnded: null,
  request: backtestRequestSchema.parse(request),
  error: null,
  summary: null,
  elapsedMs: null,
  ...fields,
});

describe('backtests at the front door', () => {
  it('starts a run under the name of who signed in, defaults filled in', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const answer = await console.mutate('backtests.start', request);
    expect(answer).toEqual({ result: { data: { id: 'run-1' } } });
    expect(desk.research.asked).toEqual([
      {
        request: backtestRequestSchema.parse(request),
        actor: { name: 'operator', via: 'console' },
      },
    ]);
  });

  it('refuses a request of the wrong shape by its field and starts nothing', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const answer = await console.mutate('backtests.start', { ...request, strategies: [], x: 1 });
    const issues = JSON.stringify(answer.error?.data);
    expect(issues).toContain('strategies');
    expect(issues).toContain('x');
    expect(desk.research.asked).toEqual([]);
  });

  it('carries the code of a refusal', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const refusal = { code: 'RUN_UNKNOWN', numbers: { id: 'run-9' } };
    for (const answer of [
      await console.query('backtests.get', { id: 'run-9' }),
      await console.mutate('backtests.cancel', { id: 'run-9' }),
      await console.mutate('backtests.remove', { id: 'run-9' }),
    ]) {
      expect(answer.error?.data).toMatchObject({ code: 'NOT_FOUND', refusal });
    }
  });

  it('lists no more than two hundred at once', async () => {
    await using desk = await openDoor();
    desk.research.show(runOf('run-1'));
    const console = await openConsole(desk);
    expect(await console.query('backtests.list', { limit: 200 })).toMatchObject({
      result: { data: [{ id: 'run-1' }] },
    });
    expect(await console.query('backtests.list', { limit: 201 })).toMatchObject({
      error: { data: { code: 'BAD_REQUEST' } },
    });
  });

  it('streams what runs, then each change, and lets go when the socket closes', async () => {
    await using desk = await openDoor();
    desk.research.show(runOf('run-1'));
    desk.research.show(runOf('run-0', { state: 'done' }));
    const { cookie, origin } = (await openConsole(desk)).headers;
    const socket = new WebSocket(`ws://127.0.0.1:${desk.door.port}/trpc`, {
      headers: { host: `localhost:${desk.door.port}`, cookie, origin },
    });
    const got: string[] = [];
    socket.on('message', (raw: Buffer) => {
      const answer = JSON.parse(raw.toString()) as { result?: { type: string; data: BacktestRun } };
      const { type, data } = answer.result ?? {};
      if (type === 'data' && data !== undefined) got.push(`${data.id} ${data.progress}`);
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const params = { path: 'backtests.watch' };
    socket.send(JSON.stringify({ id: 1, jsonrpc: '2.0', method: 'subscription', params }));
    const until = async (isDone: () => boolean): Promise<void> => {
      while (!isDone()) await desk.clock.runBy(10);
    };
    await until(() => got.length === 1);
    desk.research.show(runOf('run-1', { progress: 0.5 }));
    await until(() => got.length === 2);
    expect(got).toEqual(['run-1 0', 'run-1 0.5']);
    socket.terminate();
    await until(() => desk.research.watcherCount === 0);
  });
});

describe('searches at the front door', () => {
  it('hands the wish for a proposal over, and refuses a trial that cannot be one', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const choice = { searchId: 's-1', trial: 3 };
    const answer = await console.mutate('searches.offer', choice);
    expect(answer).toMatchObject({ result: { data: { ...choice, state: 'working' } } });
    expect(await console.mutate('searches.offer', { ...choice, trial: 0 })).toMatchObject({
      error: { data: { code: 'BAD_REQUEST' } },
    });
    expect(desk.research.asked).toEqual([choice]);
  });

  it('names a search that it does not know', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    expect(await console.query('searches.get', { id: 's-9' })).toMatchObject({
      error: { data: { code: 'NOT_FOUND', refusal: { code: 'SEARCH_UNKNOWN' } } },
    });
  });
});

describe('strategies and markets at the front door', () => {
  const change = {
    commandId: 'command-1',
    strategyId: 'scalp_ping_5s',
    params: { target_bps: 30 },
    reason: 'search of last night',
  };

  it('takes a change of parameters and answers with its receipt', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const answer = await console.mutate('strategies.setParams', change);
    expect(answer).toMatchObject({ result: { data: { commandId: 'command-1', eventSeq: 7 } } });
    expect(desk.research.asked).toEqual([
      { command: change, actor: { name: 'operator', via: 'console' } },
    ]);
  });

  it.each([
    ['without a reason', { ...change, reason: '' }],
    ['that changes nothing', { ...change, params: {} }],
    ['without an id', { ...change, commandId: 'short' }],
  ])('refuses a change %s', async (_case, input) => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const answer = await console.mutate('strategies.setParams', input);
    expect(answer).toMatchObject({ error: { data: { code: 'BAD_REQUEST' } } });
    expect(desk.research.asked).toEqual([]);
  });

  it('takes a decision on a proposal; a rejection has no receipt', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const { commandId, reason } = change;
    const decision = { commandId, reason, proposalId: 'p-1', accept: false };
    const answer = await console.mutate('strategies.decide', decision);
    expect(answer).toEqual({ result: { data: { receipt: null } } });
    expect(desk.research.asked).toMatchObject([{ decision }]);
  });

  it('names a symbol and a strategy that it does not know', async () => {
    await using desk = await openDoor();
    const console = await openConsole(desk);
    const chart = { symbol: 'NO/SUCH', timeframeMs: 60_000 };
    expect(await console.query('markets.chart', chart)).toMatchObject({
      error: { data: { code: 'NOT_FOUND', refusal: { code: 'SYMBOL_UNKNOWN' } } },
    });
    expect(await console.query('strategies.versions', { strategyId: 'none' })).toMatchObject({
      error: { data: { refusal: { code: 'STRATEGY_UNKNOWN' } } },
    });
    expect(await console.query('markets.chart', { ...chart, limit: 2_001 })).toMatchObject({
      error: { data: { code: 'BAD_REQUEST' } },
    });
  });
});
