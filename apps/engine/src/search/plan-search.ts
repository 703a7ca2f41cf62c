import type { SearchRequest } from '@quarterdeck/core/contract/search.schema';
import { describeRefusal, type Parsed } from '@quarterdeck/core/kernel/verdict';
import { createParameterSpace } from '@quarterdeck/core/simulation/research/parameter-space';
import { createSampler, type Sampler } from '@quarterdeck/core/simulation/research/sampler';
import { splitSpan, type SplitSpan } from '@quarterdeck/core/simulation/research/split-span';
import { prepareRun, type RunPlaces } from '../backtest/prepare-run.ts';
import { spanOf } from './data-span.ts';
import { SearchError } from './search-error.ts';

/** All of a search but the trials. */
export interface SearchPlan {
  readonly strategyId: string;
  readonly sampler: Sampler;
  readonly spans: SplitSpan;
}

export function valueOrThrow<TValue>(result: Parsed<TValue>): TValue {
  if (result.ok) return result.value;
  throw new SearchError(describeRefusal(result));
}

/** Makes the column files, so that no worker has to. SearchError, BacktestError or TapeError say what is wrong. */
export async function planSearch(request: SearchRequest, places: RunPlaces): Promise<SearchPlan> {
  const prepared = await prepareRun(request.base, places);
  const [setup, ...others] = prepared.desk.strategies;
  if (setup === undefined || others.length > 0) {
    throw new SearchError('a search is about one strategy: name it');
  }
  const { strategy, params } = setup;
  const space = valueOrThrow(createParameterSpace(strategy, request.space, params));
  return {
    strategyId: strategy.id,
    sampler: valueOrThrow(createSampler(space, request)),
    spans: splitSpan(spanOf(request.base, prepared.data), request.out_of_sample_share),
  };
}
