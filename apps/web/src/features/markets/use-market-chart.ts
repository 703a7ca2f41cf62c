'use client';

import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { carryOn, joinCharts } from '../../charts/candles/join-charts.ts';
import type { OlderBars } from '../../charts/candles/older-bars.ts';
import { describeFailure } from '../../trpc/refusal.ts';
import { useTRPC, useTRPCClient } from '../../trpc/trpc-context.ts';

const LIMIT = 600;
/** What one page may hold; the joined chart keeps no more than 6,000 bars. */
const MOST_BARS = 5_400;
/** Closed bars, markers and levels; the newest bar moves by itself in between. */
const REFRESH_MS = 5_000;

export function useChartedSymbols() {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.markets.symbols.queryOptions(),
    // A market of a desk that has just started gets its first bars within seconds.
    refetchInterval: ({ state }) =>
      state.data?.some(({ timeframesMs }) => timeframesMs.length === 0) === true
        ? REFRESH_MS
        : 30_000,
  });
}

interface ChartChoice {
  readonly symbol: string;
  readonly timeframeMs: number;
  /** Empty: nobody's indicators, everybody's markers. */
  readonly strategyId: string;
}

const inputOf = ({ symbol, timeframeMs, strategyId }: ChartChoice) => ({
  symbol,
  timeframeMs,
  limit: LIMIT,
  ...(strategyId ? { strategyId } : {}),
});

/** The library compares what stands with itself, too: the same must come back, or the page draws without end. */
const shareNewest = (before: unknown, next: unknown): unknown =>
  before === undefined || before === next
    ? next
    : carryOn(before as MarketChart, next as MarketChart);

/** The newest bars of a market. What is on screen stays until the next choice has come. */
function useNewestBars(choice: ChartChoice) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.markets.chart.queryOptions(inputOf(choice)),
    refetchInterval: REFRESH_MS,
    enabled: choice.timeframeMs > 0,
    placeholderData: keepPreviousData,
    structuralSharing: shareNewest,
  });
}

/** Pages before the newest bars, asked for one by one; they never change. */
function useOlderPages(choice: ChartChoice, tsFirst: number | undefined) {
  const client = useTRPCClient();
  return useInfiniteQuery({
    // Other newest bars, other older ones: pages behind a first bar that is gone would leave a hole.
    queryKey: ['markets', 'older', choice, tsFirst ?? 0],
    queryFn: ({ pageParam }) =>
      client.markets.chart.query({ ...inputOf(choice), toTs: pageParam }) as Promise<MarketChart>,
    initialPageParam: tsFirst ?? 0,
    getNextPageParam: (page) => page.candles[0]?.tsOpen,
    enabled: false,
    staleTime: Infinity,
  });
}

export interface MarketBars {
  readonly newest: ReturnType<typeof useNewestBars>;
  /** Newest and older ones as one chart. */
  readonly data: MarketChart | undefined;
  readonly older: OlderBars;
  /** How many of them are the history store's. */
  readonly historyCount: number;
}

const NO_PAGES: readonly MarketChart[] = [];

const countHistory = (pages: readonly MarketChart[]): number =>
  pages.filter(({ isHistory }) => isHistory).reduce((sum, { candles }) => sum + candles.length, 0);

function describeOlder(pages: ReturnType<typeof useOlderPages>, count: number): OlderBars {
  const isOpen = pages.data === undefined || pages.hasNextPage;
  return {
    load: () => {
      if (!pages.isFetching) void pages.fetchNextPage();
    },
    isLoading: pages.isFetching,
    hasMore: isOpen && count > 0 && count < MOST_BARS,
    failure: pages.error ? `not arrived: ${describeFailure(pages.error).code}` : undefined,
  };
}

export function useMarketChart(choice: ChartChoice): MarketBars {
  const newest = useNewestBars(choice);
  const pages = useOlderPages(choice, newest.data?.candles[0]?.tsOpen);
  // Until the next choice has come, the last one's bars are shown: nothing may be joined to them.
  const loaded = newest.isPlaceholderData ? NO_PAGES : (pages.data?.pages ?? NO_PAGES);
  const data = useMemo(
    () => newest.data && loaded.reduce((newer, page) => joinCharts(page, newer), newest.data),
    [newest.data, loaded],
  );
  const count = newest.isPlaceholderData ? 0 : (data?.candles.length ?? 0);
  return {
    newest,
    data,
    older: describeOlder(pages, count),
    historyCount: countHistory(newest.data ? [newest.data, ...loaded] : []),
  };
}
