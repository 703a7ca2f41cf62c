'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../trpc/trpc-context.ts';

const LIMIT = 600;
/** Closed bars, markers and levels; the newest bar moves by itself in between. */
const REFRESH_MS = 5_000;

export function useChartedSymbols() {
  const trpc = useTRPC();
  return useQuery({ ...trpc.markets.symbols.queryOptions(), refetchInterval: 30_000 });
}

interface ChartChoice {
  readonly symbol: string;
  readonly timeframeMs: number;
  /** Empty: nobody's indicators, everybody's markers. */
  readonly strategyId: string;
}

/** The newest bars of a market. What is on screen stays until the next choice has come. */
export function useMarketChart({ symbol, timeframeMs, strategyId }: ChartChoice) {
  const trpc = useTRPC();
  const input = { symbol, timeframeMs, limit: LIMIT, ...(strategyId ? { strategyId } : {}) };
  return useQuery({
    ...trpc.markets.chart.queryOptions(input),
    refetchInterval: REFRESH_MS,
    enabled: timeframeMs > 0,
    placeholderData: keepPreviousData,
  });
}
