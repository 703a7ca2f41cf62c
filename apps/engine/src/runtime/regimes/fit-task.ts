import type { HmmFit, FitOptions } from '@quarterdeck/core/market/regimes/fit-hmm';
import type { Parsed } from '@quarterdeck/core/kernel/verdict';

/** What a thread is started with; returns are daily log returns, oldest first. */
export interface FitTask {
  readonly returns: Float64Array;
  readonly options: FitOptions;
}

/** What it sends back, once. */
export type FitAnswer = Parsed<HmmFit>;
