import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { ScoreRow } from '../../../../charts/score-chart.tsx';

/** One row a trial, by number, each with the best in-sample score up to it. */
export function scoreRows(trials: readonly SearchTrial[]): readonly ScoreRow[] {
  let best: number | null = null;
  return trials.map(({ number, score, outOfSampleScore }) => {
    if (score !== null) best = Math.max(best ?? score, score);
    return { number, inSample: score, outOfSample: outOfSampleScore, best };
  });
}
