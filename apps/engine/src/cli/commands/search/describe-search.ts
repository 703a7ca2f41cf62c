import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { rankTrials } from '@quarterdeck/core/simulation/research/rank-trials';
import type { FinishedSearch } from '../../../search/run-search.ts';

const SHOWN = 10;

export const figure = (value: number | null): string =>
  value === null ? 'none' : String(Number(value.toPrecision(4)));

export const describeParams = (params: Readonly<Record<string, unknown>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

export const describeSummary = (summary: BacktestSummary | null): string =>
  summary === null
    ? 'not run'
    : `${figure(summary.returnPct)} % in ${summary.trades} trades, Sharpe ${figure(summary.sharpe)}`;

const describeTrial = ({ number, score, params, inSample, outOfSample }: SearchTrial): string =>
  `  ${String(number).padStart(5)}  ${figure(score).padStart(9)}  in: ${describeSummary(inSample)}; out: ${describeSummary(outOfSample)}; ${describeParams(params)}`;

/** A search as a person reads it: the verdict before the figures. */
export function describeSearch({ run, trials, notes }: FinishedSearch): readonly string[] {
  const errors = trials.flatMap(({ error }) => error ?? []);
  const ranked = rankTrials(trials);
  const scored = `${ranked.length} with a score`;
  return [
    `search      ${run.id}, ${run.state}: ${run.trialsDone} of ${run.trialsPlanned} trials, ${scored}`,
    ...notes.map((note) => `note        ${note}`),
    ...(run.verdict === null ? [] : [`verdict     ${run.verdict.text}`]),
    ...errors.slice(0, 1).map((error) => `failed      ${errors.length} trials: ${error}`),
    `best        by ${run.request.objective}:`,
    ...ranked.slice(0, SHOWN).map(describeTrial),
  ];
}

export const describeProposal = (proposal: Proposal): readonly string[] => [
  `proposal    ${proposal.id}: ${describeParams(proposal.params)}`,
  `proposed    out of sample ${describeSummary(proposal.outOfSample)}`,
  `in effect   out of sample ${describeSummary(proposal.current)}`,
  ...(proposal.isLikelyNoise ? ['warning     what it is better by may be nothing but luck'] : []),
  `decide      in the console: nothing has changed yet`,
];
