import { z } from 'zod';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { followRuns } from '../live/follow-runs.ts';
import { acceptedOrThrow, router, signedInProcedure, valueOrThrow } from '../procedure.ts';

const listSchema = z.strictObject({ limit: z.int().min(1).max(200).default(50) });
const idSchema = z.strictObject({ id: z.string().min(1).max(64) });

export const backtestsRouter = router({
  list: signedInProcedure
    .input(listSchema)
    .query(({ ctx, input }) => [...ctx.research.backtests.list(input.limit)]),
  get: signedInProcedure
    .input(idSchema)
    .query(async ({ ctx, input }) => valueOrThrow(await ctx.research.backtests.report(input.id))),
  start: signedInProcedure.input(backtestRequestSchema).mutation(({ ctx, input }) => ({
    id: valueOrThrow(ctx.research.backtests.start(input, ctx.actor)),
  })),
  cancel: signedInProcedure.input(idSchema).mutation(async ({ ctx, input }) => {
    acceptedOrThrow(await ctx.research.backtests.cancel(input.id));
    return { id: input.id };
  }),
  remove: signedInProcedure.input(idSchema).mutation(({ ctx, input }) => {
    acceptedOrThrow(ctx.research.backtests.remove(input.id));
    return { id: input.id };
  }),
  sources: signedInProcedure.query(async ({ ctx }) => [
    ...(await ctx.research.backtests.sources()),
  ]),
  fundingSources: signedInProcedure.query(async ({ ctx }) => [
    ...(await ctx.research.backtests.fundingSources()),
  ]),
  watch: signedInProcedure.subscription(({ ctx, signal }) =>
    followRuns<BacktestRun>(
      { watch: (onChange) => ctx.research.backtests.watch(onChange), keyOf: ({ id }) => id },
      ctx,
      signal,
    ),
  ),
});
