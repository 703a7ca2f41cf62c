import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { backtestRunSchema } from '@quarterdeck/core/contract/backtest-run.schema';
import { marketChartSchema } from '@quarterdeck/core/contract/market-chart.schema';
import {
  paramVersionSchema,
  strategyCardSchema,
} from '@quarterdeck/core/contract/strategy-card.schema';
import { startEngine } from '../runtime/start/start-engine.ts';
import { noOutside } from '../runtime/testing/no-outside.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function openHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}

/** A whole engine, asked over HTTP as a script asks. */
async function start(home = openHome()) {
  const lines: string[] = [];
  const engine = await startEngine({
    home,
    configFile: 'config/quarterdeck.yaml',
    port: 0,
    console: false,
    print: (line) => lines.push(line),
    logger: silent,
    outside: noOutside,
  });
  onTestFinished(() => engine.stop());
  const authorization = `Bearer ${engine.createToken('robot')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answerOf = async (answer: Response) => {
    const body = (await answer.json()) as { result?: { data: unknown }; error?: { data: unknown } };
    return body.result?.data ?? body.error?.data;
  };
  return {
    engine,
    lines,
    query: async (procedure: string, input?: unknown) => {
      const text = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return answerOf(await fetch(`${engine.url}/trpc/${procedure}${text}`, { headers }));
    },
    mutate: async (procedure: string, input: unknown) => {
      const body = JSON.stringify(input);
      const url = `${engine.url}/trpc/${procedure}`;
      return answerOf(await fetch(url, { method: 'POST', headers, body }));
    },
  };
}

it('shows every strategy with its parameters, and a change of one with who made it', async () => {
  const { query, mutate, engine } = await start();
  const cards = z.array(strategyCardSchema).parse(await query('strategies.list'));
  const ids = engine.operator.consoleState().strategies.map(({ id }) => id);
  // The agent has no parameters and no backtests: it has pages of its own.
  expect(['claude', 'claude_rules', ...cards.map(({ id }) => id)]).toEqual(ids);
  const find = (list: typeof cards) =>
    list.find(({ id }) => id === 'scalp_ping_5s')?.params.find(({ name }) => name === 'target_bps');
  const before = find(cards);
  expect(before).toMatchObject({ min: 1, isInteger: false });
  expect(before?.meaning).toMatch(/\.$/);
  const change = {
    commandId: 'command-1',
    strategyId: 'scalp_ping_5s',
    params: { target_bps: 33 },
    reason: 'as an example',
  };
  expect(await mutate('strategies.setParams', change)).toMatchObject({ commandId: 'command-1' });
  const after = z.array(strategyCardSchema).parse(await query('strategies.list'));
  expect(find(after)).toMatchObject({
    value: 33,
    origin: 'console',
    originText: expect.stringContaining('robot') as string,
  });
  expect(after.find(({ id }) => id === 'scalp_ping_5s')?.paramsVersion).toBe(1);
  const asked = await query('strategies.versions', { strategyId: 'scalp_ping_5s' });
  const versions = z.array(paramVersionSchema).parse(asked);
  expect(versions.map(({ version, params }) => [version, params['target_bps']])).toEqual([
    [1, 33],
    [0, before?.value],
  ]);
  const wrong = { ...change, commandId: 'command-2', params: { target_bps: 1e9 } };
  expect(await mutate('strategies.setParams', wrong)).toMatchObject({
    refusal: { code: 'PARAM_OUT_OF_RANGE' },
  });
});

it('marks a run whose process cannot start as failed, and the desk goes on', async () => {
  const { query, mutate, engine } = await start();
  const request = { strategies: ['scalp_ping_5s'], data: ['BTC/USDT=absent.csv'] };
  const { id } = z.object({ id: z.string() }).parse(await mutate('backtests.start', request));
  const listRuns = async () => z.array(backtestRunSchema).parse(await query('backtests.list', {}));
  const hasEnded = async () => (await listRuns())[0]?.tsEnded !== null;
  // Sources cannot be run without a loader: the process ends at once, as one would that was killed.
  while (!(await hasEnded()));
  const [run] = await listRuns();
  expect(run).toMatchObject({ id, state: 'failed', by: 'robot' });
  expect(run?.error).toContain('the process of the run ended');
  expect(engine.operator.health().status).toBe('ok');
  expect(await query('backtests.get', { id })).toMatchObject({
    refusal: { code: 'RUN_NOT_FINISHED' },
  });
});

it('names its markets, and has no bars to draw before the first one has closed', async () => {
  const { query } = await start();
  const symbols = z
    .array(z.object({ symbol: z.string(), timeframesMs: z.array(z.number()) }))
    .parse(await query('markets.symbols'));
  expect(symbols.map(({ symbol }) => symbol)).toContain('BTC/USDT');
  const unknown = { symbol: 'BTC/USDT', timeframeMs: 123 };
  expect(await query('markets.chart', unknown)).toMatchObject({
    refusal: { code: 'TIMEFRAME_UNKNOWN' },
  });
  expect(marketChartSchema.safeParse(await query('markets.chart', unknown)).success).toBe(false);
});

it('trades without backtests when their file cannot be used', async () => {
  const home = openHome();
  writeFileSync(path.join(home, 'research.db'), 'not a database'.repeat(100));
  const { query, mutate, lines } = await start(home);
  expect(lines.filter((line) => line.startsWith('no backtests:'))).toHaveLength(1);
  const request = { strategies: ['all'], data: ['x.csv'] };
  expect(await mutate('backtests.start', request)).toMatchObject({
    refusal: { code: 'RESEARCH_UNAVAILABLE' },
  });
  expect(z.array(strategyCardSchema).parse(await query('strategies.list')).length).toBeGreaterThan(
    5,
  );
});
