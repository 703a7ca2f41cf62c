import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type {
  AgentBacktestReport,
  AgentBacktestRequest,
} from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import { formatMoney } from '@quarterdeck/core/kernel/decimal';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { ModelChoice } from '../../../agent-backtest/model-choice.ts';
import type { PreparedAgentRun } from '../../../agent-backtest/prepare-agent-run.ts';
import type { CliPorts } from '../../cli-ports.ts';
import { ExitCodeError } from '../../exit-code-error.ts';
import { EXIT_REFUSED } from '../../exit-code.ts';
import { createProgressBar } from '../../progress-bar.ts';
import {
  addAgentBacktestFlags,
  agentRequestOf,
  type AgentBacktestFlags,
} from './agent-backtest-flags.ts';

/** Read only when asked for: `lock` must not wait for it. */
async function loadParts() {
  const { parseModelChoice } = await import('../../../agent-backtest/model-choice.ts');
  const { prepareAgentRun, TS_PRICES_READ } =
    await import('../../../agent-backtest/prepare-agent-run.ts');
  const { openAnswerer } = await import('../../../agent-backtest/open-answerer.ts');
  const { executeAgentRun } = await import('../../../agent-backtest/execute-agent-run.ts');
  const { estimateRun } = await import('../../../agent-backtest/estimate-run.ts');
  const { describeAgentReport } = await import('../../../agent-backtest/describe-agent-report.ts');
  const { judgeEvidence } = await import('../../../agent-backtest/judge-evidence.ts');
  const { readRecording } = await import('../../../agent-backtest/read-recording.ts');
  const { wallShiftOf } = await import('../../../agent-backtest/answerers/recorded-answerer.ts');
  return {
    parseModelChoice,
    prepareAgentRun,
    TS_PRICES_READ,
    openAnswerer,
    executeAgentRun,
    estimateRun,
    describeAgentReport,
    judgeEvidence,
    readRecording,
    wallShiftOf,
  };
}

type Parts = Awaited<ReturnType<typeof loadParts>>;

const outFolderOf = ({ out }: AgentBacktestFlags, { home, clock }: CliPorts): string =>
  out ??
  path.join(
    home,
    'agent-backtests',
    new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', ''),
  );

function prepare(
  parts: Parts,
  asked: { readonly request: AgentBacktestRequest; readonly choice: ModelChoice },
  ports: CliPorts,
): Promise<PreparedAgentRun> {
  const { request, choice } = asked;
  const { home, configFile, clock } = ports;
  const wallShiftMs =
    choice.kind === 'recorded' ? parts.wallShiftOf(parts.readRecording(choice.source)) : undefined;
  const model = choice.kind === 'api' ? choice.model : undefined;
  return parts.prepareAgentRun(request, {
    home,
    configFile,
    // Nobody is paid for a scripted model: the same run on another day gives the same report.
    tsWall: choice.kind === 'scripted' ? parts.TS_PRICES_READ : clock.now(),
    wallShiftMs,
    model,
  });
}

/** Before anything is spent: figures that could prove nothing are refused where evidence was asked for. */
function ensureEvidence(parts: Parts, choice: ModelChoice, run: PreparedAgentRun): void {
  const { request, tsStart, desk } = run;
  if (!request.evidence) return;
  const { primary, cheaper } = desk.agent.config.model;
  const verdict = parts.judgeEvidence({
    choice,
    isGenerated: request.market.kind === 'generated',
    tsFrom: Math.max(request.from ?? tsStart, tsStart),
    models: [primary, ...cheaper],
  });
  if (!verdict.ok) throw new Error(`no evidence, a smoke test: ${describeRefusal(verdict)}`);
}

async function agreeOnCost(
  parts: Parts,
  run: PreparedAgentRun,
  at: { readonly flags: AgentBacktestFlags; readonly ports: CliPorts },
): Promise<void> {
  const { flags, ports } = at;
  const { questions, expected, atMost } = await parts.estimateRun(run, () =>
    ports.scheduler.yield(),
  );
  const { primary } = run.desk.agent.config.model;
  ports.complain(
    `about ${questions} questions to ${primary}: about $${formatMoney(expected)}, at most $${formatMoney(atMost)} by the budget of each day`,
  );
  if (flags.yes === true) return;
  const agreed = await ports.confirm('Ask the real model?');
  if (agreed === undefined) throw new Error('nobody is there to agree to the cost: say --yes');
  if (!agreed) throw new ExitCodeError(EXIT_REFUSED);
}

function writeReport(parts: Parts, report: AgentBacktestReport, folder: string): void {
  writeFileSync(path.join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(
    path.join(folder, 'report.md'),
    `${parts.describeAgentReport(report).join('\n')}\n`,
  );
}

async function run(flags: AgentBacktestFlags, ports: CliPorts): Promise<void> {
  const request = agentRequestOf(flags);
  const parts = await loadParts();
  const choice = parts.parseModelChoice(request.model);
  const prepared = await prepare(parts, { request, choice }, ports);
  ensureEvidence(parts, choice, prepared);
  const abort = new AbortController();
  const answerer = parts.openAnswerer(choice, prepared, { ...ports, signal: abort.signal });
  if (choice.kind === 'api') await agreeOnCost(parts, prepared, { flags, ports });
  const folder = outFolderOf(flags, ports);
  mkdirSync(folder, { recursive: true });
  const bar = createProgressBar();
  const report = await parts.executeAgentRun(prepared, {
    folder: path.join(folder, 'data'),
    answerer,
    clock: ports.clock,
    breathe: () => ports.scheduler.yield(),
    onProgress: (fraction) => bar.show('', fraction, 1),
  });
  bar.clear();
  writeReport(parts, report, folder);
  const lines = flags.json === true ? [JSON.stringify(report)] : parts.describeAgentReport(report);
  for (const line of lines) ports.print(line);
  if (flags.json !== true) ports.print(`\n${folder}`);
  if (report.checks.some(({ ok }) => !ok)) throw new ExitCodeError(EXIT_REFUSED);
}

export function addAgentBacktest(parent: Command, ports: CliPorts): void {
  addAgentBacktestFlags(
    parent
      .command('backtest')
      .description(
        'the live desk with its agent over a tape, with someone who answers for a model',
      ),
  ).action((flags: AgentBacktestFlags) => run(flags, ports));
}
