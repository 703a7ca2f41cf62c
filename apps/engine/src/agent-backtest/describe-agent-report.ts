import type { AgentBacktestReport } from '@quarterdeck/core/contract/agent/agent-backtest.schema';

type Estimate = AgentBacktestReport['counterfactual'][number]['claude'];

const day = (ts: number): string => new Date(ts).toISOString().slice(0, 16).replace('T', ' ');
const bps = (value: number | null): string =>
  value === null ? 'nothing traded' : `${value.toFixed(2)} bps of what was traded`;
const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;

/** A mean without its n and its interval is not shown. */
function estimateText({ n, clusters, mean, interval }: Estimate): string {
  if (mean === null) return 'n 0';
  const range =
    interval === null ? 'no interval' : `${signed(interval.low)} to ${signed(interval.high)}`;
  return `${signed(mean)} (${range}), n ${n} in ${clusters} stretches`;
}

function headLines(report: AgentBacktestReport): readonly string[] {
  const { label, labelReason, window, request, models } = report;
  const title = label === 'evidence' ? 'Backtest of the agent' : 'Smoke test of the agent';
  return [
    `# ${title}`,
    '',
    ...(label === 'evidence'
      ? []
      : [`**Smoke test: proves nothing about the model** (${labelReason}).`, '']),
    `- window: ${day(window.tsFrom)} to ${day(window.tsTo)} UTC, ${window.symbols.join(', ')}; ${window.inputs} inputs, ${window.events} events`,
    `- answered by: ${request.model}; asked for: ${models.join(', ') || 'nobody'}`,
  ];
}

function funnelLines({ funnel }: AgentBacktestReport): readonly string[] {
  const { ticks, evaluations, passes, questions, answers, missed, outcomes, gateSkips } = funnel;
  const share = evaluations === 0 ? 0 : (passes / evaluations) * 100;
  return [
    '## Gate',
    '',
    `${ticks} ticks, ${evaluations} evaluations, ${passes} passes (${share.toFixed(3)} %), ${questions} questions, ${answers} answers`,
    ...(missed > 0 ? [`**${missed} questions had no answer in the recording.**`] : []),
    '',
    '| ended as | count |',
    '| --- | ---: |',
    ...outcomes.map(({ outcome, count }) => `| ${outcome} | ${count} |`),
    ...gateSkips.map(({ layer, count }) => `| GATE_SKIP ${layer} | ${count} |`),
  ];
}

function costLines({ cost }: AgentBacktestReport): readonly string[] {
  const { tokens } = cost;
  return [
    '## Cost',
    '',
    `$${cost.total} for tokens, ${cost.tradedNotional} traded: ${bps(cost.bpsOfTraded)}`,
    `${tokens.input} tokens in, ${tokens.cacheRead} read from the cache, ${tokens.cacheWrite1h + tokens.cacheWrite5m} written to it, ${tokens.output} out (${tokens.thinking} of them thinking)`,
    '',
    '| day | cost | decisions | of what was traded |',
    '| --- | ---: | ---: | ---: |',
    ...cost.days.map(
      ({ tsDay, cost: spent, decisions, costBps }) =>
        `| ${day(tsDay).slice(0, 10)} | $${spent} | ${decisions} | ${bps(costBps)} |`,
    ),
  ];
}

function moneyLines({ money, denials }: AgentBacktestReport): readonly string[] {
  const { currency, trades } = money;
  const won = trades.filter(({ net }) => !net.startsWith('-') && net !== '0').length;
  return [
    '## Money',
    '',
    `- net ${money.net} ${currency} = gross ${money.gross} - fees ${money.fees}; after tokens ${money.netAfterTokens}`,
    `- ${trades.length} trades, ${won} won; ${money.orders} orders, ${money.fills} fills`,
    `- largest fall ${money.maxDrawdown} ${currency}, ${money.maxDrawdownPct.toFixed(3)} %`,
    ...denials.map(({ code, count }) => `- refused: ${code} ${count}`),
  ];
}

function bookLines({ counterfactual }: AgentBacktestReport): readonly string[] {
  return [
    '## Against the rules and against nothing',
    '',
    'Quote currency a decision, net of tokens, 95 % interval.',
    '',
    '| horizon | Claude minus rules | Claude minus nothing | rules minus nothing |',
    '| --- | --- | --- | --- |',
    ...counterfactual.map(
      ({ horizon, claudeMinusRules, claudeMinusNothing, rulesMinusNothing }) =>
        `| ${horizon} | ${[claudeMinusRules, claudeMinusNothing, rulesMinusNothing].map(estimateText).join(' | ')} |`,
    ),
  ];
}

function learningLines({ learning }: AgentBacktestReport): readonly string[] {
  if (learning === null) return [];
  const number = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(4));
  return [
    '## Learning',
    '',
    '| regime | trades | means of the posterior |',
    '| --- | ---: | --- |',
    ...learning.scopes.map(({ regime, trades, arms }) => {
      const means = arms.map(({ signal, mean }) => `${signal} ${mean.toFixed(3)}`).join(', ');
      return `| ${regime.replaceAll('|', ', ')} | ${trades} | ${means} |`;
    }),
    '',
    '| forecaster | resolved | open | Brier raw | Brier calibrated |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...learning.calibrations.map(
      ({ version, resolved, open, brierRaw, brierCalibrated }) =>
        `| ${version} | ${resolved} | ${open} | ${number(brierRaw)} | ${number(brierCalibrated)} |`,
    ),
  ];
}

function breakerLines({ breaker, alerts }: AgentBacktestReport): readonly string[] {
  return [
    '## Breaker',
    '',
    ...(breaker.length === 0 ? ['It never opened.'] : []),
    ...breaker.map(
      ({ ts, position, cause, isHard }) =>
        `- ${day(ts)} ${position.replace('_', ' ')}${cause === null ? '' : ` (${cause})`}${isHard ? ', until a person closes it' : ''}`,
    ),
    ...alerts.map(({ code, count }) => `- alert ${code}: ${count}`),
  ];
}

function checkLines({ checks }: AgentBacktestReport): readonly string[] {
  return [
    '## Checks',
    '',
    ...checks.map(
      ({ name, ok, detail }) => `- ${ok ? 'holds' : '**BROKEN**'}: ${name} (${detail})`,
    ),
  ];
}

/** `report.md`, and what the terminal shows. */
export function describeAgentReport(report: AgentBacktestReport): readonly string[] {
  const parts = [
    headLines,
    funnelLines,
    costLines,
    moneyLines,
    bookLines,
    learningLines,
    breakerLines,
    checkLines,
  ];
  return parts.flatMap((part, at) => [...(at === 0 ? [] : ['']), ...part(report)]);
}
