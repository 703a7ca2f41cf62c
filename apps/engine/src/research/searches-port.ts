import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type { SearchRun } from '@quarterdeck/core/contract/search.schema';
import type { Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { ResearchStore } from '@quarterdeck/db/research-store';
import type { SearchesPort, TrialChoice } from '../api/research-port.ts';
import type { OfferManager } from '../search/offer-manager.ts';

/** Trials sent at once, at most; of more, an even choice. */
const TRIALS_SHOWN = 1_000;
const PROPOSALS_READ = 500;

export interface SearchesPortOptions {
  readonly store: Pick<ResearchStore, 'searches' | 'proposals' | 'stopAbandonedSearches'>;
  readonly offers: Pick<OfferManager, 'list' | 'start' | 'working'>;
  readonly view: () => DeskView;
}

/** Numbers from 1 on, evenly spread where there are more than are shown; the best is always one of them. */
export function numbersShown({ trialsDone, trialsPlanned, best }: SearchRun): readonly number[] {
  const last = Math.max(trialsDone, trialsPlanned);
  const step = Math.max(1, last / TRIALS_SHOWN);
  const count = Math.min(last, TRIALS_SHOWN);
  const even = Array.from({ length: count }, (_, at) => 1 + Math.floor(at * step));
  return best === null ? even : [...even, best.number];
}

const isSamePoint = (one: Proposal['params'], other: Proposal['params']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Stored searches, and the wish to have one of their trials proposed. */
export function createSearchesPort({ store, offers, view }: SearchesPortOptions): SearchesPort {
  const { searches } = store;
  const proposalsOf = (searchId: string): readonly Proposal[] =>
    store.proposals.list(PROPOSALS_READ).filter((each) => each.searchId === searchId);

  const find = (searchId: string): Parsed<SearchRun> => {
    store.stopAbandonedSearches();
    const run = searches.find(searchId);
    return run === undefined ? denied('SEARCH_UNKNOWN', { searchId }) : parsed(run);
  };

  const get = (searchId: string): Parsed<SearchDetail> => {
    const found = find(searchId);
    if (!found.ok) return found;
    const run = found.value;
    return parsed({
      run,
      trials: [...searches.sampleTrials(searchId, numbersShown(run))],
      proposals: [...proposalsOf(searchId)],
      offers: [...offers.list(searchId)],
    });
  };

  const offer = ({ searchId, trial: number }: TrialChoice) => {
    const found = find(searchId);
    if (!found.ok) return found;
    const { state, request } = found.value;
    if (state !== 'done') return denied('SEARCH_NOT_FINISHED', { searchId, state });
    const trial = searches.sampleTrials(searchId, [number]).find((each) => each.number === number);
    if (trial === undefined) return denied('TRIAL_UNKNOWN', { searchId, trial: number });
    const standing = proposalsOf(searchId).find(
      (each) => each.state === 'open' && isSamePoint(each.params, trial.params),
    );
    if (standing !== undefined) return denied('PROPOSAL_OPEN', { proposalId: standing.id });
    const [strategyId] = request.base.strategies;
    const row = view()
      .strategies()
      .find((each) => each.strategyId === strategyId);
    const busy = offers.working();
    if (busy !== undefined) {
      return denied('OFFER_BUSY', { searchId: busy.searchId, trial: busy.trial });
    }
    return parsed(offers.start({ searchId, trial: number, inEffect: row?.params }));
  };

  return {
    list: (limit) => {
      store.stopAbandonedSearches();
      return searches.list(limit);
    },
    get,
    offer,
  };
}

/** While research cannot be stored there is nothing to list. */
export function createAbsentSearches(cause: string): SearchesPort {
  const refuse = () => denied('RESEARCH_UNAVAILABLE', { cause });
  return { list: () => [], get: refuse, offer: refuse };
}
