import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  agentBacktestReportSchema,
  type AgentBacktestReport,
} from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import {
  AnthropicStandIn,
  STAND_IN_KEY,
} from '../../../../../../test/venues/anthropic/stand-in.ts';
import { alwaysBuy, trades } from '../../../../../../test/venues/anthropic/scripted-traders.ts';
import { systemClock } from '../../../adapters/system/system-clock.ts';
import { systemScheduler } from '../../../adapters/system/system-scheduler.ts';
import type { CliPorts } from '../../cli-ports.ts';
import { openCli } from '../../testing/open-cli.ts';

vi.setConfig({ testTimeout: 120_000 });

let cli: ReturnType<typeof openCli>;
const open = (over: Partial<CliPorts> = {}): void => {
  cli = openCli({ scheduler: systemScheduler, ...over });
};
beforeEach(() => open());
afterEach(() => cli[Symbol.dispose]());

const MARKET = ['--generate', '--days', '0.2', '--bar', '1m', '--seed', '7'];

const backtest = (...args: readonly string[]) =>
  cli.run('agent', 'backtest', '--out', path.join(cli.home, 'run'), ...args);

const reportIn = (folder: string): AgentBacktestReport =>
  agentBacktestReportSchema.parse(
    JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')),
  );

it('runs a scripted model over a generated market and leaves a data folder behind', async () => {
  const end = await backtest(...MARKET, '--model', 'scripted:momentum');
  expect(end.err).toBe('');
  const folder = path.join(cli.home, 'run');
  const report = reportIn(folder);
  expect(report).toMatchObject({ label: 'smoke test', request: { model: 'scripted:momentum' } });
  expect(report.labelReason).toContain('EVIDENCE_SCRIPTED');
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(end.code).toBe(0);
  expect(report.funnel.questions).toBeGreaterThan(5);
  expect(Number(report.cost.total)).toBeGreaterThan(0);
  expect(readFileSync(path.join(folder, 'report.md'), 'utf8')).toContain(
    '# Smoke test of the agent',
  );
  const data = ['--data', path.join(folder, 'data')];
  expect(await cli.run('decisions', 'verify', ...data)).toMatchObject({ code: 0 });
  expect((await cli.run('decisions', 'replay', ...data)).out).toContain('empty diff');
  expect((await cli.run('replay', ...data)).out).toContain('empty diff');
});

it('refuses to be evidence where it can be none, before anything is asked', async () => {
  const end = await backtest(...MARKET, '--model', 'scripted:random:3', '--evidence');
  expect([end.code, end.err]).toEqual([1, expect.stringContaining('EVIDENCE_SCRIPTED')]);
  expect(existsSync(path.join(cli.home, 'run'))).toBe(false);
});

it.each([
  [['--model', 'scripted:nobody', '--generate'], 'no scripted model nobody'],
  [['--model', 'recorded:/nowhere', '--generate'], 'no recording at /nowhere'],
  [['--model', 'oracle', '--generate'], '--model takes'],
  [['--model', 'scripted:random'], 'either --tape FILE or --generate'],
  [['--model', 'scripted:random', '--generate', '--days', '0'], 'market.days'],
  [['--model', 'api', '--generate'], 'no ANTHROPIC_API_KEY'],
] as const)('says what is wrong with %j', async (args, message) => {
  const end = await backtest(...args);
  expect([end.code === 0, end.err]).toEqual([false, expect.stringContaining(message)]);
});

it('shows what the real model would cost and asks it only when somebody agrees', async () => {
  const standIn = await new AnthropicStandIn().start();
  try {
    standIn.always(trades(alwaysBuy));
    const secrets = { modelKey: STAND_IN_KEY, fredKey: undefined };
    const outside = { secrets, modelBaseUrl: standIn.baseUrl };
    open({ outside, clock: systemClock });
    const api = [...MARKET, '--model', 'api:claude-haiku-5-5'];
    const nobody = await backtest(...api);
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('say --yes')]);
    expect(nobody.err).toMatch(
      /about \d+ questions to claude-haiku-5-5: about \$0\.\d+, at most \$30 /,
    );
    expect(standIn.requests).toHaveLength(0);
    const end = await backtest(...api, '--yes');
    const report = reportIn(path.join(cli.home, 'run'));
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.models).toEqual(['claude-haiku-5-5']);
    expect(report.labelReason).toContain('EVIDENCE_GENERATED_MARKET');
    expect(report.funnel.questions).toBe(standIn.requests.length);
    expect(report.funnel.outcomes.map(({ outcome }) => outcome)).toContain('MODEL_BUY');
    expect(end.code).toBe(0);
  } finally {
    await standIn.close();
  }
});
