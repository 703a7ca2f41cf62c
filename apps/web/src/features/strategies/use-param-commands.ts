'use client';

import type { ParamVersion, Proposal } from '@quarterdeck/core/contract/strategy-card.schema';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPCClient } from '../../trpc/trpc-context.ts';
import { useCommand, type Command } from '../../trpc/use-command.ts';
import { STRATEGIES_KEY } from '../../trpc/use-strategy-cards.ts';

export interface SetParamsAct {
  readonly strategyId: string;
  /** Only what changes. */
  readonly params: Record<string, unknown>;
  readonly reason: string;
}

export interface DecideAct {
  readonly proposalId: string;
  readonly accept: boolean;
  readonly reason: string;
}

const REFRESH_MS = 10_000;

/** Newest first. */
export function useParamVersions(strategyId: string) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [STRATEGIES_KEY, 'versions', strategyId],
    queryFn: async () =>
      (await client.strategies.versions.query({ strategyId })) as readonly ParamVersion[],
    refetchInterval: REFRESH_MS,
  });
}

export function useProposals(strategyId: string) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: [STRATEGIES_KEY, 'proposals'],
    queryFn: async () => (await client.strategies.proposals.query()) as readonly Proposal[],
    refetchInterval: REFRESH_MS,
    select: (proposals) => proposals.filter((each) => each.strategyId === strategyId),
  });
}

/** Everything said of strategies is asked for again: on screen stands what holds, not what was sent. */
function useAskingAgain<TAct extends object>(command: Command<TAct>): Command<TAct> {
  const queries = useQueryClient();
  return {
    ...command,
    run: (act, onDone) =>
      command.run(act, () => {
        void queries.invalidateQueries({ queryKey: [STRATEGIES_KEY] });
        onDone?.();
      }),
  };
}

export function useSetParams(): Command<SetParamsAct> {
  const client = useTRPCClient();
  return useAskingAgain(
    useCommand<SetParamsAct>((input) => client.strategies.setParams.mutate(input)),
  );
}

export function useDecideProposal(): Command<DecideAct> {
  const client = useTRPCClient();
  return useAskingAgain(
    useCommand<DecideAct>(async (input) => {
      const { receipt } = await client.strategies.decide.mutate(input);
      return receipt;
    }),
  );
}
