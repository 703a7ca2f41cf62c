'use client';

import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConsoleClient } from '../../trpc/console-client.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';

const REFRESH_MS = 5_000;
const LISTED = 200;
const RUNS_KEY = ['backtests', 'list'];
const SOURCES_KEY = ['backtests', 'sources'];

export function useDataSources() {
  const client = useTRPCClient();
  return useQuery({
    queryKey: SOURCES_KEY,
    queryFn: () => client.backtests.sources.query(),
    refetchInterval: 30_000,
  });
}

export function useFundingSources() {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['backtests', 'funding'],
    queryFn: () => client.backtests.fundingSources.query(),
    refetchInterval: 30_000,
  });
}

/** A report never changes once it is there. */
const reportOptions = (client: ConsoleClient, id: string) => ({
  queryKey: ['backtests', 'report', id],
  queryFn: async () => (await client.backtests.get.query({ id })) as BacktestReport,
  staleTime: Infinity,
});

export function useBacktestReport(id: string, isDone: boolean) {
  const client = useTRPCClient();
  return useQuery({ ...reportOptions(client, id), enabled: isDone });
}

export function useBacktestReports(ids: readonly string[]) {
  const client = useTRPCClient();
  return useQueries({ queries: ids.map((id) => reportOptions(client, id)) });
}

const runsOptions = (client: ConsoleClient) => ({
  queryKey: RUNS_KEY,
  queryFn: async () =>
    (await client.backtests.list.query({ limit: LISTED })) as readonly BacktestRun[],
});

/** How the asking for the list goes, without asking. */
export function useRunsAsked() {
  const client = useTRPCClient();
  return useQuery({ ...runsOptions(client), enabled: false });
}

/** Newest first. While the page is open, what the workers say of a run is put into its row. */
export function useBacktestRuns() {
  const client = useTRPCClient();
  const queries = useQueryClient();
  useEffect(() => {
    const subscription = client.backtests.watch.subscribe(undefined, {
      onData: (run) => {
        queries.setQueryData<readonly BacktestRun[]>(RUNS_KEY, (runs) => withRun(runs, run));
        // The rows of what it has read are counted now.
        if (run.state === 'done') void queries.invalidateQueries({ queryKey: SOURCES_KEY });
      },
      // The list is asked for again every few seconds: a lost subscription costs smoothness, nothing else.
      onError: () => undefined,
    });
    return () => subscription.unsubscribe();
  }, [client, queries]);
  return useQuery({ ...runsOptions(client), refetchInterval: REFRESH_MS });
}

/** Every run there is stands in a list that is not full. */
export const isListWhole = (runs: readonly BacktestRun[]): boolean => runs.length < LISTED;

function withRun(
  runs: readonly BacktestRun[] | undefined,
  run: BacktestRun,
): readonly BacktestRun[] | undefined {
  if (!runs) return runs;
  const isKnown = runs.some((each) => each.id === run.id);
  return isKnown ? runs.map((each) => (each.id === run.id ? run : each)) : [run, ...runs];
}

function useListAgain(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: RUNS_KEY });
}

export function useStartBacktest() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (request: BacktestRequest) => client.backtests.start.mutate(request),
    onSuccess: useListAgain(),
  });
}

export function useEndBacktest(way: 'cancel' | 'remove') {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (id: string) => client.backtests[way].mutate({ id }),
    onSuccess: useListAgain(),
  });
}
