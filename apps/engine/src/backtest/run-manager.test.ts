import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  backtestRequestSchema,
  type BacktestReport,
} from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { openResearchStore } from '@quarterdeck/db/research-store';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import { packReport } from './pack-report.ts';
import { RunManager } from './run-manager.ts';
import type { RunEnd, RunOrder } from './run-order.ts';

const T0 = 1_700_000_000_000;
const request = backtestRequestSchema.parse({
  strategies: ['scalp_ping_5s'],
  data: ['BTC/USDT=bars.csv'],
});
const summary = {
  currency: 'USD',
  net: '1',
  returnPct: 0,
  trades: 1,
  winRatePct: 100,
  profitFactor: null,
  sharpe: null,
  maxDrawdownPct: 0,
};
const REPORT = { schema: 1, trades: [], warnings: [] } as unknown as BacktestReport;
const done: RunEnd = { type: 'done', summary, report: packReport(REPORT) };

interface Started {
  readonly order: RunOrder;
  readonly progress: (fraction: number) => void;
  readonly end: (how: RunEnd) => void;
  isStopped: boolean;
}

/** A manager before runs that do what the test says, with tables of its own. */
function open(workers = 1) {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-runs-'));
  const clock = new VirtualClock(T0);
  const store = openResearchStore({
    file: path.join(folder, 'research.db'),
    now: () => clock.now(),
    pid: 1,
    isAlive: () => false,
  });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const started: Started[] = [];
  let ids = 0;
  const manager = new RunManager({
    store: store.runs,
    clock,
    newId: () => `run-${(ids += 1)}`,
    startRun: (order, progress) => {
      let end: (how: RunEnd) => void = () => undefined;
      const ended = new Promise<RunEnd>((resolve) => (end = resolve));
      const run: Started = { order, progress, end, isStopped: false };
      started.push(run);
      const stop = (): void => {
        run.isStopped = true;
        end({ type: 'ended' });
      };
      return { ended, stop };
    },
    places: { home: folder, configFile: 'quarterdeck.yaml' },
    workers,
    onStoreFailed: (error) => {
      throw error;
    },
  });
  const told: BacktestRun[] = [];
  manager.watch((run) => told.push(run));
  const stateOf = (id: string) => manager.list(99).find((run) => run.id === id)?.state;
  /** Lets what waits for a promise happen. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { manager, clock, store, started, told, stateOf, settle };
}

it('runs one after the other and keeps each report', async () => {
  const { manager, started, stateOf, settle, clock, store } = open();
  expect(manager.start(request, 'anna')).toEqual({ ok: true, value: 'run-1' });
  manager.start(request, 'bert');
  expect([stateOf('run-1'), stateOf('run-2'), started.length]).toEqual(['running', 'queued', 1]);
  await clock.runBy(2_000);
  started[0]?.end(done);
  await settle();
  expect([stateOf('run-1'), stateOf('run-2'), started.length]).toEqual(['done', 'running', 2]);
  expect(store.runs.find('run-1')).toMatchObject({
    by: 'anna',
    summary,
    progress: 1,
    elapsedMs: 2_000,
    tsEnded: T0 + 2_000,
  });
  expect(await manager.report('run-1')).toEqual({ ok: true, value: REPORT });
  expect(await manager.report('run-2')).toMatchObject({ code: 'RUN_NOT_FINISHED' });
  expect(await manager.report('run-9')).toMatchObject({ code: 'RUN_UNKNOWN' });
});

it('tells of progress at most five times a second and of a change of state at once', async () => {
  const { manager, started, told, clock, settle } = open();
  manager.start(request, 'anna');
  for (let step = 1; step <= 100; step += 1) {
    await clock.runBy(20);
    started[0]?.progress(step / 100);
  }
  expect(manager.list(1)[0]?.progress).toBe(1);
  started[0]?.end(done);
  await settle();
  const states = told.map(({ state }) => state);
  expect(states.filter((state) => state !== 'running')).toEqual(['queued', 'done']);
  expect(states.filter((state) => state === 'running')).toHaveLength(11);
});

it('shows who comes later what waits and what runs, and nothing that has ended', async () => {
  const { manager, started, settle } = open();
  for (const by of ['a', 'b', 'c']) manager.start(request, by);
  started[0]?.end(done);
  await settle();
  const seen: string[] = [];
  manager.watch(({ id, state }) => seen.push(`${id} ${state}`))();
  expect(seen).toEqual(['run-2 running', 'run-3 queued']);
});

it('marks a run failed with the reason when its process dies, and goes on with the next', async () => {
  const { manager, started, stateOf, settle } = open();
  manager.start(request, 'anna');
  manager.start(request, 'anna');
  started[0]?.end({ type: 'failed', error: 'the process of the run ended (SIGKILL)' });
  await settle();
  expect(manager.list(9).find(({ id }) => id === 'run-1')).toMatchObject({
    state: 'failed',
    error: 'the process of the run ended (SIGKILL)',
  });
  expect(stateOf('run-2')).toBe('running');
});

it('cancels what runs and what waits, and says that there is nothing left to cancel', async () => {
  const { manager, started, stateOf } = open();
  manager.start(request, 'anna');
  manager.start(request, 'anna');
  expect(await manager.cancel('run-2')).toEqual({ ok: true });
  expect(await manager.cancel('run-1')).toEqual({ ok: true });
  expect(started.map(({ isStopped }) => isStopped)).toEqual([true]);
  expect([stateOf('run-1'), stateOf('run-2')]).toEqual(['cancelled', 'cancelled']);
  expect(await manager.cancel('run-1')).toMatchObject({ code: 'RUN_ENDED' });
  expect(await manager.cancel('run-9')).toMatchObject({ code: 'RUN_UNKNOWN' });
});

it('refuses more than twenty at once, and to forget one that is not over', async () => {
  const { manager, started, settle } = open(2);
  for (let index = 0; index < 20; index += 1) manager.start(request, 'anna');
  expect(started).toHaveLength(2);
  expect(manager.start(request, 'anna')).toEqual({
    ok: false,
    code: 'RUN_QUEUE_FULL',
    numbers: { active: 20, most: 20 },
  });
  expect(manager.remove('run-1')).toMatchObject({ code: 'RUN_NOT_FINISHED' });
  started[0]?.end(done);
  await settle();
  expect(manager.remove('run-1')).toEqual({ ok: true });
  expect(manager.remove('run-1')).toMatchObject({ code: 'RUN_UNKNOWN' });
});

it('leaves no run that seems to go on when the engine stops', async () => {
  const { manager, store } = open();
  manager.start(request, 'anna');
  manager.start(request, 'anna');
  await manager.close();
  const states = store.runs.list(9).map(({ state, error }) => [state, error]);
  expect(states).toEqual([
    ['failed', 'the engine stopped while it ran'],
    ['failed', 'the engine stopped while it ran'],
  ]);
});
