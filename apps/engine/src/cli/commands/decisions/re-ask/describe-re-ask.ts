import type { Interval } from '@quarterdeck/core/decision/journal/bootstrap-interval';
import { formatTime } from '../../../format-time.ts';
import type { Comparison, Flips, ProbabilityAgreement } from './compare-answers.ts';
import type { ShadowAnswer } from './shadow-answer.ts';

export interface ReAskReport extends Comparison {
  readonly label: 'evidence' | 'smoke test';
  readonly model: string;
  /** SHA-256 of the static text in the place of the recorded one; null where that was asked again. */
  readonly promptHash: string | null;
  /** Model and texts are the recorded ones: what flips is the model's own noise, under which nothing can be seen. */
  readonly isSameQuestion: boolean;
  readonly batchId: string;
  readonly end: 'ended' | 'cancelled' | 'deadline';
  readonly asked: number;
  readonly unasked: number;
  readonly unreadable: number;
  /** US dollars, batch tier. */
  readonly cost: string;
  readonly answers: readonly ShadowAnswer[];
}

const SHOWN = 20;
const percent = (share: number | null): string =>
  share === null ? '-' : `${(share * 100).toFixed(1)} %`;
const rangeText = (interval: Interval | null): string =>
  interval === null ? '' : ` [${percent(interval.low)} to ${percent(interval.high)}]`;
const points = (value: number | null): string => (value === null ? '-' : value.toFixed(3));

function flipLines({ n, flips, rate, interval, changes }: Flips): readonly string[] {
  return [
    `flip rate ${percent(rate)}${rangeText(interval)}, ${flips} of n ${n}`,
    ...Object.entries(changes)
      .toSorted(([, one], [, other]) => other - one)
      .map(([change, count]) => `  ${change}  ${count}`),
  ];
}

function probabilityLine(agreement: ProbabilityAgreement): string {
  const { n, meanDifference, meanAbsDifference, withinFivePoints } = agreement;
  const apart = `${points(meanAbsDifference)} apart, ${points(meanDifference)} higher`;
  return `stated probability of a rise: ${apart}, within 0.05 in ${percent(withinFivePoints)}, n ${n}`;
}

function changedLines(answers: readonly ShadowAnswer[]): readonly string[] {
  const changed = answers.filter(({ original, shadow }) => original.outcome !== shadow.outcome);
  const left = changed.length - SHOWN;
  return [
    ...changed
      .slice(0, SHOWN)
      .map(
        ({ decisionId, tsDecision, symbol, original, shadow }) =>
          `  ${decisionId}  ${formatTime(tsDecision)}  ${symbol}  ${original.outcome} -> ${shadow.outcome}  p ${points(original.pUp)} -> ${points(shadow.pUp)}`,
      ),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}

export function describeReAsk(report: ReAskReport): readonly string[] {
  const { label, model, promptHash, asked, batchId, cost, outcomes, answers } = report;
  const prompt = promptHash === null ? 'the recorded text' : `text ${promptHash.slice(0, 12)}`;
  return [
    ...(label === 'evidence' ? [] : ['SMOKE TEST: the model may have read about these days']),
    `${asked} questions put again to ${model} with ${prompt}, batch ${batchId}: $${cost}`,
    ...(report.isSameQuestion ? ['same model, same texts: what flips here is noise'] : []),
    ...outcomes.map(
      ({ outcome, original, shadow }) => `  ${outcome}  ${original} recorded, ${shadow} now`,
    ),
    ...flipLines(report.flips),
    probabilityLine(report.probability),
    ...changedLines(answers),
  ];
}
