'use client';

import { useQuery } from '@tanstack/react-query';
import { useLiveWorld } from '../../trpc/live-provider.tsx';
import { useTRPC, useTRPCClient } from '../../trpc/trpc-context.ts';

/** What was learned moves with closed trades and resolved cases, not with ticks. */
const REFRESH_MS = 15_000;
const BOOK_REFRESH_MS = 120_000;
const DAY = 86_400_000;
/** Days the cost is shown for. */
export const COST_DAYS = 30;

/** Null where no agent is configured. */
export function useLearning() {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['learning', 'view'],
    queryFn: () => client.agent.learning.query(),
    refetchInterval: REFRESH_MS,
  });
}

export function useCostByDay() {
  const client = useTRPCClient();
  const { store } = useLiveWorld();
  return useQuery({
    queryKey: ['learning', 'cost'],
    queryFn: () => {
      const toTs = Math.ceil(store.engineNow()) + 1;
      const fromTs = Math.max(0, toTs - COST_DAYS * DAY);
      return client.decisions.costByDay.query({ fromTs, toTs });
    },
    refetchInterval: REFRESH_MS,
  });
}

export function useCounterfactual() {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.decisions.counterfactual.queryOptions(),
    refetchInterval: BOOK_REFRESH_MS,
    // A summary of the whole journal in a thread of its own: not asked twice for one failure.
    retry: false,
  });
}
