import type { SearchVerdict } from '../../contract/search.schema.ts';
import { DAYS_A_YEAR } from '../report/risk-ratios.ts';
import { expectedBestSharpe, probabilisticSharpe } from './deflated-sharpe.ts';
import { sampleMoments } from './sample-moments.ts';

/** Below this chance the best of many counts as luck. */
const CONFIDENCE = 0.95;
/** Fewer days say nothing about the shape of returns. */
const FEW_DAYS = 30;

export interface SearchEvidence {
  /** Annualised in-sample Sharpe ratios of all trials that have one. */
  readonly sharpes: readonly number[];
  /** Daily in-sample returns of the trial with the best score. */
  readonly bestReturns: readonly number[];
}

const figure = (value: number): string => value.toFixed(2);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const NO_VERDICT: SearchVerdict = {
  deflatedSharpe: null,
  expectedBestOfNoise: null,
  isLikelyNoise: true,
  text: 'No trial has returns to judge: too few trades or too short a span.',
};

function textOf(sharpe: number, noise: number, chance: number | null): string {
  const shown = `best in-sample Sharpe ${figure(sharpe)}, and as many tries of nothing would show ${figure(noise)}`;
  if (chance === null) return `Cannot be told from noise: ${shown}.`;
  const odds = `chance of a true Sharpe above that ${percent(chance)}`;
  return chance < CONFIDENCE
    ? `The best of many is noise until shown otherwise: ${shown}; ${odds}, asked for ${percent(CONFIDENCE)}.`
    : `More than luck of many tries explains: ${shown}; ${odds}.`;
}

/**
 * How much of the best trial is luck of many tries: its deflated Sharpe ratio. Trials are counted as if each were
 * independent of the others, which is strict for a search that returns to good places.
 */
export function searchVerdict({ sharpes, bestReturns }: SearchEvidence): SearchVerdict {
  const moments = sampleMoments(bestReturns);
  if (moments === undefined || sharpes.length === 0) return NO_VERDICT;
  const root = Math.sqrt(DAYS_A_YEAR);
  const spread = sampleMoments(sharpes.map((sharpe) => sharpe / root));
  const noise = expectedBestSharpe(sharpes.length, (spread?.deviation ?? 0) ** 2);
  const sharpe = moments.mean / moments.deviation;
  const { count: observations, skewness, kurtosis } = moments;
  const chance = probabilisticSharpe({ sharpe, observations, skewness, kurtosis }, noise);
  const short =
    observations < FEW_DAYS ? ` Only ${observations} daily returns: any verdict is weak.` : '';
  return {
    deflatedSharpe: chance,
    expectedBestOfNoise: noise * root,
    isLikelyNoise: chance === null || chance < CONFIDENCE,
    text: `${textOf(sharpe * root, noise * root, chance)}${short}`,
  };
}
