import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { Clock } from '../ports/clock.ts';
import type { OfferEnd, OfferOrder } from './offer-order.ts';
import { planSearch } from './plan-search.ts';
import { propose } from './propose.ts';
import { SearchError } from './search-error.ts';
import { openSearchMemory } from './search-memory.ts';

/** The tuner's own way, for one trial of a person's choice. SearchError, BacktestError, TapeError or StorageError. */
export async function makeOffer(
  { searchId, trial, proposalId, inEffect, places }: OfferOrder,
  clock: Pick<Clock, 'now'>,
): Promise<OfferEnd> {
  const memory = openSearchMemory(places.home, clock);
  try {
    const run = memory.searches.find(searchId);
    if (run === undefined) throw new SearchError(`there is no search ${searchId}`);
    const trials = memory.searches.sampleTrials(searchId, [trial]);
    const search = { run, trials, plan: await planSearch(run.request, places) };
    const order = { id: proposalId, inEffect, trial };
    const proposed = await propose(search, { memory, places, clock }, order);
    if (proposed.ok) return { type: 'proposed' };
    return { type: 'refused', text: describeRefusal(proposed) };
  } finally {
    memory.close();
  }
}
