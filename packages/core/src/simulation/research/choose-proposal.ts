import type { BacktestSummary } from '../../contract/backtest-run.schema.ts';
import type { SearchTrial } from '../../contract/search.schema.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';

/** One set of parameters, run on both parts of the data. */
export interface BothParts {
  readonly inSample: number | null;
  readonly outOfSample: number | null;
}

export interface ScoredTrial extends BothParts {
  readonly trial: SearchTrial & {
    readonly inSample: BacktestSummary;
    readonly outOfSample: BacktestSummary;
  };
}

const isBetter = (one: number | null, other: number | null): boolean =>
  one !== null && one > (other ?? Number.NEGATIVE_INFINITY);

const figure = (value: number | null): string => (value === null ? 'none' : value.toPrecision(5));

/**
 * The best out-of-sample of the candidates, which are the best in-sample ones; refused unless it beats what is in effect
 * on both parts. Choosing by the out-of-sample part uses it up a little: the verdict of the search says how much to trust.
 */
export function chooseProposal(
  candidates: readonly ScoredTrial[],
  current: BothParts,
): Parsed<ScoredTrial> {
  const [best] = candidates
    .filter(({ outOfSample }) => outOfSample !== null)
    .toSorted((one, other) => (other.outOfSample ?? 0) - (one.outOfSample ?? 0));
  if (best === undefined)
    return denied('PROPOSAL_WITHOUT_TRIAL', { candidates: candidates.length });
  if (
    isBetter(best.inSample, current.inSample) &&
    isBetter(best.outOfSample, current.outOfSample)
  ) {
    return parsed(best);
  }
  return denied('PROPOSAL_NOT_BETTER', {
    trial: best.trial.number,
    inSample: figure(best.inSample),
    outOfSample: figure(best.outOfSample),
    currentInSample: figure(current.inSample),
    currentOutOfSample: figure(current.outOfSample),
  });
}
