'use client';

import type { StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import { useQuery } from '@tanstack/react-query';
import { useTRPCClient } from './trpc-context.ts';

/** First part of every key of what is asked about strategies. */
export const STRATEGIES_KEY = 'strategies';

const REFRESH_MS = 10_000;

/** The catalogue: what each strategy is, with its parameters and results. */
export function useStrategyCards() {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [STRATEGIES_KEY, 'list'],
    // The schema's own type: over the wire `unknown` becomes an optional property, which no value of JSON is.
    queryFn: async () => (await client.strategies.list.query()) as readonly StrategyCard[],
    refetchInterval: REFRESH_MS,
  });
}
