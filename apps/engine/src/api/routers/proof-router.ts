import { z } from 'zod';
import { startProofSchema } from '@quarterdeck/core/contract/proof/proof-run.schema';
import { runAgainCommand } from '../../verify/report/run-again.ts';
import { followRuns } from '../live/follow-runs.ts';
import { acceptedOrThrow, router, signedInProcedure, valueOrThrow } from '../procedure.ts';
import type { ListedProof } from '../proofs-port.ts';

const runSchema = z.strictObject({ runId: z.string().min(1).max(64) });

export const proofRouter = router({
  list: signedInProcedure.query(async ({ ctx }) => [...(await ctx.research.proofs.list())]),
  get: signedInProcedure.input(runSchema).query(async ({ ctx, input }) => {
    const report = valueOrThrow(await ctx.research.proofs.report(input.runId));
    return { report, runAgain: runAgainCommand(report) };
  }),
  start: signedInProcedure.input(startProofSchema.strict()).mutation(async ({ ctx, input }) => ({
    runId: valueOrThrow(await ctx.research.proofs.start(input, ctx.actor)),
  })),
  stop: signedInProcedure.input(runSchema).mutation(async ({ ctx, input }) => {
    acceptedOrThrow(await ctx.research.proofs.stop(input.runId, ctx.actor));
    return { runId: input.runId };
  }),
  watch: signedInProcedure.subscription(({ ctx, signal }) =>
    followRuns<ListedProof>(
      { watch: (onChange) => ctx.research.proofs.watch(onChange), keyOf: ({ runId }) => runId },
      ctx,
      signal,
    ),
  ),
});
