import type {
  CounterfactualSummary,
  Estimate,
  HorizonSummary,
} from '@quarterdeck/core/decision/journal/summarise-counterfactual';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import { formatTime } from '../../format-time.ts';
import type { CostSummary, DecisionReport, Funnel } from './build-report.ts';

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
const bpsText = (bps: number | null): string =>
  bps === null ? 'nothing traded' : `${bps.toFixed(2)} bps of what was traded`;

function funnelLines({ evaluations, skipped, recorded, gateSkips, outcomes }: Funnel) {
  return [
    `${evaluations} evaluations: ${skipped} ended at the gate, ${recorded} went on`,
    ...gateSkips.map(({ layer, count }) => `  GATE_SKIP ${layer}  ${count}`),
    ...outcomes.map(({ outcome, count }) => `  ${outcome}  ${count}`),
  ];
}

function costLines({ days, total, tradedNotional, totalBps }: CostSummary): readonly string[] {
  return [
    `$${total} for tokens, ${tradedNotional} traded: ${bpsText(totalBps)}`,
    ...days.map(
      ({ tsDay, decisions, cost, costBps }) =>
        `  ${formatTime(tsDay).slice(0, 10)}  $${cost}  ${decisions} decisions  ${bpsText(costBps)}`,
    ),
  ];
}

/** A mean without its n and its interval is not shown. */
function estimateText({ n, clusters, mean, interval }: Estimate): string {
  if (mean === null) return 'n 0';
  const range =
    interval === null ? 'no interval' : `${signed(interval.low)} to ${signed(interval.high)}`;
  return `${signed(mean)}  [${range}]  n ${n} in ${clusters} stretches`;
}

function horizonLines({ horizon, ...summary }: HorizonSummary): readonly string[] {
  return [
    `  ${horizon}  Claude minus rules    ${estimateText(summary.claudeMinusRules)}`,
    `  ${horizon}  Claude minus nothing  ${estimateText(summary.claudeMinusNothing)}`,
    `  ${horizon}  rules minus nothing   ${estimateText(summary.rulesMinusNothing)}`,
  ];
}

function bookLines({ label, level, horizons }: CounterfactualSummary): readonly string[] {
  const warning = label === 'evidence' ? '' : ' - SMOKE TEST, proves nothing about the model';
  return [
    `counterfactual book, quote currency a decision, net of tokens, ${level * 100} % interval${warning}`,
    ...horizons.flatMap(horizonLines),
  ];
}

export function describeReport({ funnel, cost, asked, resolved, book }: DecisionReport) {
  return [
    ...funnelLines(funnel),
    ...costLines(cost),
    `${asked} questions to a model, ${resolved} with a result by now`,
    ...(book.ok ? bookLines(book.value) : [`no evidence: ${describeRefusal(book)}`]),
  ];
}
