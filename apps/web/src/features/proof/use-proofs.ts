'use client';

import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { StartProof } from '@quarterdeck/core/contract/proof/proof-run.schema';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ListedProof } from '../../trpc/app-router.ts';
import type { ConsoleClient } from '../../trpc/console-client.ts';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { lastFinished } from './proof-rows.ts';

const REFRESH_MS = 5_000;
/** Where only the last verdict is shown. */
const SELDOM_MS = 60_000;
const RUNS_KEY = ['proof', 'list'];

const runsOptions = (client: ConsoleClient) => ({
  queryKey: RUNS_KEY,
  queryFn: async () => (await client.proof.list.query()) as readonly ListedProof[],
});

/** Newest first. While the page is open, each step of the run under way is put into its row. */
export function useProofRuns() {
  const client = useTRPCClient();
  const queries = useQueryClient();
  useEffect(() => {
    const subscription = client.proof.watch.subscribe(undefined, {
      onData: (run) =>
        queries.setQueryData<readonly ListedProof[]>(RUNS_KEY, (runs) => withRun(runs, run)),
      // The list is asked for again every few seconds: a lost subscription costs smoothness, nothing else.
      onError: () => undefined,
    });
    return () => subscription.unsubscribe();
  }, [client, queries]);
  return useQuery({ ...runsOptions(client), refetchInterval: REFRESH_MS });
}

function withRun(
  runs: readonly ListedProof[] | undefined,
  run: ListedProof,
): readonly ListedProof[] | undefined {
  if (!runs) return runs;
  const isKnown = runs.some(({ runId }) => runId === run.runId);
  return isKnown ? runs.map((each) => (each.runId === run.runId ? run : each)) : [run, ...runs];
}

/** The newest run that came to a verdict on the engine as it is, for pages that only name it. */
export function useLastProof() {
  const client = useTRPCClient();
  return useQuery({ ...runsOptions(client), refetchInterval: SELDOM_MS, select: lastFinished });
}

/** A report with the command line that makes the same run. */
export interface ShownReport {
  readonly report: ProofReport;
  readonly runAgain: string;
}

/** A report never changes once it is there. */
export function useProofReport(runId: string | undefined) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['proof', 'report', runId],
    queryFn: async () => (await client.proof.get.query({ runId: runId ?? '' })) as ShownReport,
    staleTime: Infinity,
    enabled: runId !== undefined,
  });
}

function useListAgain(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: RUNS_KEY });
}

export function useStartProof() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (request: StartProof) => client.proof.start.mutate(request),
    onSuccess: useListAgain(),
  });
}

export function useStopProof() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (runId: string) => client.proof.stop.mutate({ runId }),
    onSettled: useListAgain(),
  });
}
