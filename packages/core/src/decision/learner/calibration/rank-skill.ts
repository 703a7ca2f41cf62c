import type { ResolvedCase } from './calibration-case.ts';

export interface RankSkill {
  readonly area: number;
  /** Standard error of `area` for a forecaster who ranks by chance. */
  readonly chanceError: number;
}

/**
 * `area`: chance that a case which happened was given a higher probability than one which did not, ties counted half: the area
 * under the receiver operating curve by the Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982). Below one half
 * the forecaster is inverted. `chanceError`: sqrt((n + 1) / (12 x happened x not)), Mann and Whitney, Annals of Mathematical
 * Statistics 18, 1947. Null while one of the two outcomes has not been seen.
 */
export function rankSkill(cases: readonly ResolvedCase[]): RankSkill | null {
  const sorted = [...cases].sort((one, two) => one.pStated - two.pStated);
  const happened = sorted.filter((item) => item.happened).length;
  const pairs = happened * (sorted.length - happened);
  if (pairs === 0) return null;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    let hits = 0;
    for (; sorted[end]?.pStated === sorted[start]?.pStated && end < sorted.length; end += 1) {
      if (sorted[end]?.happened === true) hits += 1;
    }
    rankSum += hits * ((start + 1 + end) / 2);
    start = end;
  }
  return {
    area: (rankSum - (happened * (happened + 1)) / 2) / pairs,
    chanceError: Math.sqrt((sorted.length + 1) / (12 * pairs)),
  };
}
