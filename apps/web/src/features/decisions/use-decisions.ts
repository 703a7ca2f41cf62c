'use client';

import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLiveWorld } from '../../trpc/live-provider.tsx';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { toFilter, withEveryOutcome, type ListChoice } from './list/list-filter.ts';

const PAGE = 50;
const MOST_PAGES = 20;
/** What grows with every decision: asked for again when the stream says that one was made. */
const FOLLOWED = ['decisions', 'followed'];
/** For what the stream does not tell, such as the end of a horizon. */
const REFRESH_MS = 10_000;
const FILLS_READ = 500;

/** Changes when a question was put or answered or cost something, not with every tick. */
function signatureOf(agent: AgentStatus | null | undefined): string {
  if (!agent) return '';
  const gates = agent.gates.map(({ passes, questionId }) => `${passes}${questionId ?? ''}`);
  return [agent.decider, agent.budget.spent, ...gates].join('|');
}

/** A new decision is on screen within a moment of being stored. */
export function useFollowDecisions(): void {
  const { store } = useLiveWorld();
  const queries = useQueryClient();
  useEffect(() => {
    let seen = signatureOf(store.getSlice('agent'));
    return store.subscribeSlice('agent', () => {
      const next = signatureOf(store.getSlice('agent'));
      if (next === seen) return;
      seen = next;
      void queries.invalidateQueries({ queryKey: FOLLOWED });
    });
  }, [store, queries]);
}

/** Newest first, a page at a time, each page from where the one before ended. */
export function useDecisionRows(choice: ListChoice) {
  const client = useTRPCClient();
  const { store } = useLiveWorld();
  return useInfiniteQuery({
    queryKey: [...FOLLOWED, 'rows', choice],
    queryFn: async ({ pageParam }) => {
      const filter = toFilter(choice, store.engineNow());
      const page = await client.decisions.list.query({
        filter,
        limit: PAGE,
        ...(pageParam === 0 ? {} : { beforeId: pageParam }),
      });
      return page.rows;
    },
    initialPageParam: 0,
    getNextPageParam: (rows, pages) =>
      rows.length < PAGE || pages.length >= MOST_PAGES ? undefined : rows.at(-1)?.id,
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

export function useOutcomeCounts(choice: ListChoice) {
  const client = useTRPCClient();
  const { store } = useLiveWorld();
  const whole = withEveryOutcome(choice);
  return useQuery({
    queryKey: [...FOLLOWED, 'counts', whole],
    queryFn: async () => {
      const filter = toFilter(whole, store.engineNow());
      return (await client.decisions.list.query({ filter, limit: 1 })).counts;
    },
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
}

/** Null where there is none of that name. What was decided never changes; what came of it does, and its neighbour. */
export function useDecision(decisionId: string | null) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [...FOLLOWED, 'one', decisionId],
    queryFn: async () =>
      (await client.decisions.find.query({
        decisionId: decisionId ?? '',
      })) as StoredDecision | null,
    enabled: decisionId !== null,
    staleTime: REFRESH_MS,
  });
}

/** Fills of these orders, among the newest ones. */
export function useFillsOf(clientOrderIds: readonly string[]) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['decisions', 'fills', clientOrderIds],
    queryFn: async () => {
      const fills = await client.trades.fills.query({ limit: FILLS_READ });
      return fills.filter(({ clientOrderId }) => clientOrderIds.includes(clientOrderId));
    },
    enabled: clientOrderIds.length > 0,
    refetchInterval: REFRESH_MS,
  });
}

export function useReplay() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (decisionId: string) => client.decisions.replay.query({ decisionId }),
  });
}
