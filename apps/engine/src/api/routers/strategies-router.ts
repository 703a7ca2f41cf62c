import { z } from 'zod';
import { setStrategyParamsSchema } from '@quarterdeck/core/contract/command.schema';
import { acceptedOrThrow, router, signedInProcedure, valueOrThrow } from '../procedure.ts';

const strategySchema = z.strictObject({ strategyId: z.string().min(1).max(64) });
const decisionSchema = setStrategyParamsSchema.pick({ commandId: true, reason: true }).extend({
  proposalId: z.string().min(1).max(64),
  accept: z.boolean(),
});

export const strategiesRouter = router({
  list: signedInProcedure.query(({ ctx }) => [...ctx.research.strategies.list()]),
  versions: signedInProcedure
    .input(strategySchema)
    .query(({ ctx, input }) => [
      ...valueOrThrow(ctx.research.strategies.versions(input.strategyId)),
    ]),
  setParams: signedInProcedure.input(setStrategyParamsSchema).mutation(async ({ ctx, input }) => {
    const outcome = await ctx.research.strategies.setParams(input, ctx.actor);
    return acceptedOrThrow(outcome).receipt;
  }),
  proposals: signedInProcedure.query(({ ctx }) => [...ctx.research.strategies.proposals()]),
  decide: signedInProcedure.input(decisionSchema).mutation(async ({ ctx, input }) => {
    const outcome = await ctx.research.strategies.decide(input, ctx.actor);
    return { receipt: acceptedOrThrow(outcome).receipt };
  }),
});
