import type { BacktestSummary } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SearchRequest } from '@quarterdeck/core/contract/search.schema';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import type { RunPlaces } from '../backtest/prepare-run.ts';

/** What every trial of a search shares; sent once to each worker. */
export interface TrialBase {
  readonly request: SearchRequest;
  readonly places: RunPlaces;
}

/** One set of parameters on one part of the data. */
export interface TrialTask {
  /** What differs from the parameters in effect; empty: those themselves. */
  readonly params: ParamPoint;
  readonly span: Span;
  /** Fewer closed trades count as no score. */
  readonly minTrades: number;
}

export interface TrialFigures {
  readonly ok: true;
  readonly score: number | null;
  readonly summary: BacktestSummary;
  /** Daily returns of equity. */
  readonly returns: readonly number[];
}

export type TrialOutcome = TrialFigures | { readonly ok: false; readonly error: string };
