import {
  AGENT_BACKTEST_REPORT_VERSION,
  agentBacktestReportSchema,
  type AgentBacktestReport,
} from '@quarterdeck/core/contract/agent/agent-backtest.schema';
import type { SimulatedDesk } from '@quarterdeck/core/desk-contract';
import { formatMoney, money, subtractMoney } from '@quarterdeck/core/kernel/decimal';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import { buildReport } from '../cli/commands/decisions/build-report.ts';
import { readVersion } from '../runtime/start/project-paths.ts';
import type { EvidenceLabel } from './judge-evidence.ts';
import type { PreparedAgentRun } from './prepare-agent-run.ts';
import type { RunTally } from './run-tally.ts';

export interface FinishedRun {
  readonly prepared: PreparedAgentRun;
  readonly desk: SimulatedDesk;
  readonly tally: RunTally;
  readonly reader: DecisionReader;
  readonly evidence: EvidenceLabel;
  readonly tsFrom: number;
  readonly tsLast: number;
  readonly inputs: number;
  readonly events: number;
  readonly missed: number;
  readonly checks: AgentBacktestReport['checks'];
}

const tradeRow = (trade: ClosedTrade): AgentBacktestReport['money']['trades'][number] => ({
  positionId: trade.positionId,
  strategy: trade.strategyId,
  symbol: trade.symbol,
  side: trade.side,
  tsOpened: trade.tsOpened,
  tsClosed: trade.tsClosed,
  net: formatMoney(trade.net),
  fees: formatMoney(trade.fees),
  exitReason: trade.exitReason,
});

const rowsOf = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .map(([code, count]) => ({ code, count }))
    .toSorted((one, other) => other.count - one.count);

type DecisionsReport = ReturnType<typeof buildReport>;

function funnelOf(
  { desk, tally, missed }: FinishedRun,
  { funnel }: DecisionsReport,
): AgentBacktestReport['funnel'] {
  const gates = desk.agent?.status()?.gates ?? [];
  const sum = (of: (gate: (typeof gates)[number]) => number): number =>
    gates.reduce((total, gate) => total + of(gate), 0);
  return {
    ticks: sum(({ ticks }) => ticks),
    evaluations: sum(({ evaluations }) => evaluations),
    passes: sum(({ passes }) => passes),
    questions: tally.questions,
    answers: tally.answers,
    missed,
    outcomes: funnel.outcomes,
    gateSkips: funnel.gateSkips,
  };
}

function costOf({ tally }: FinishedRun, { cost }: DecisionsReport): AgentBacktestReport['cost'] {
  const { tokens } = tally;
  return {
    total: cost.total,
    tradedNotional: cost.tradedNotional,
    bpsOfTraded: cost.totalBps,
    days: [...cost.days],
    tokens: {
      input: tokens.inputTokens,
      output: tokens.outputTokens,
      thinking: tokens.thinkingTokens,
      cacheRead: tokens.cacheRead,
      cacheWrite5m: tokens.cacheWrite5m,
      cacheWrite1h: tokens.cacheWrite1h,
    },
  };
}

function moneyOf(
  { desk, tally, prepared, tsLast }: FinishedRun,
  { cost }: DecisionsReport,
): AgentBacktestReport['money'] {
  const { totals } = desk.view;
  const { amount, pct } = tally.equity.drawdown(tsLast);
  return {
    currency: prepared.desk.accountCurrency,
    starting: formatMoney(prepared.desk.startingBalance),
    gross: formatMoney(totals.realised),
    fees: formatMoney(totals.fees),
    net: formatMoney(totals.net),
    netAfterTokens: formatMoney(subtractMoney(totals.net, money(cost.total))),
    maxDrawdown: formatMoney(amount),
    maxDrawdownPct: pct,
    orders: tally.sent.size,
    fills: tally.fills,
    trades: tally.trades.map(tradeRow),
  };
}

/** Everything about a run in one value; read from the tables wherever they hold it. */
export function compileReport(run: FinishedRun): AgentBacktestReport {
  const { prepared, tally, evidence, desk, reader } = run;
  const purpose = evidence.label === 'evidence' ? 'evidence' : 'smoke';
  const decisions = buildReport(reader, { purpose, quotePerUsd: 1 });
  return agentBacktestReportSchema.parse({
    version: AGENT_BACKTEST_REPORT_VERSION,
    codeVersion: readVersion(),
    request: prepared.request,
    ...evidence,
    window: {
      symbols: [...prepared.desk.agent.symbols],
      tsFrom: run.tsFrom,
      tsTo: run.tsLast,
      inputs: run.inputs,
      events: run.events,
    },
    models: [...tally.models],
    funnel: funnelOf(run, decisions),
    cost: costOf(run, decisions),
    money: moneyOf(run, decisions),
    counterfactual: decisions.book.ok ? decisions.book.value.horizons : [],
    learning: desk.agent?.learning() ?? null,
    breaker: tally.breaker,
    alerts: rowsOf(tally.alerts),
    denials: rowsOf(tally.denials),
    checks: run.checks,
  } satisfies Record<keyof AgentBacktestReport, unknown>);
}
