'use client';

import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type { SearchRun } from '@quarterdeck/core/contract/search.schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPCClient } from '../../../trpc/trpc-context.ts';
import { STRATEGIES_KEY } from '../../../trpc/use-strategy-cards.ts';

const REFRESH_MS = 5_000;
/** While trials end, or a set is being held against what is in effect. */
const BUSY_REFRESH_MS = 1_000;
const LISTED = 100;
const SEARCHES_KEY = 'searches';

/** Newest first. */
export function useSearches() {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [SEARCHES_KEY, 'list'],
    queryFn: async () =>
      (await client.searches.list.query({ limit: LISTED })) as readonly SearchRun[],
    refetchInterval: REFRESH_MS,
  });
}

const isMoving = ({ run, offers }: SearchDetail): boolean =>
  run.state === 'running' || offers.some(({ state }) => state === 'working');

export function useSearch(id: string) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [SEARCHES_KEY, 'get', id],
    queryFn: async () => (await client.searches.get.query({ id })) as SearchDetail,
    refetchInterval: ({ state: { data } }) =>
      data && isMoving(data) ? BUSY_REFRESH_MS : REFRESH_MS,
  });
}

/** Begins to hold one trial against what is in effect; what comes of it stands in the search. */
export function useOfferTrial(searchId: string) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (trial: number) => client.searches.offer.mutate({ searchId, trial }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: [SEARCHES_KEY] });
      void queries.invalidateQueries({ queryKey: [STRATEGIES_KEY] });
    },
  });
}
