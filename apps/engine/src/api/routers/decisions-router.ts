import { z } from 'zod';
import { decisionFilterSchema } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { router, signedInProcedure, valueOrThrow } from '../procedure.ts';

const listSchema = z.strictObject({
  filter: decisionFilterSchema.default({}),
  /** Number the page before ended with. */
  beforeId: z.int().min(1).optional(),
  limit: z.int().min(1).max(200).default(50),
});
const decisionSchema = z.strictObject({ decisionId: z.string().min(1).max(120) });
const spanSchema = z.strictObject({
  /** Epoch ms. */
  fromTs: z.number().min(0),
  toTs: z.number().min(0),
});

export const decisionsRouter = router({
  list: signedInProcedure.input(listSchema).query(({ ctx, input }) => ctx.decisions.list(input)),
  find: signedInProcedure
    .input(decisionSchema)
    .query(({ ctx, input }) => ctx.decisions.find(input.decisionId)),
  replay: signedInProcedure
    .input(decisionSchema)
    .query(({ ctx, input }) => valueOrThrow(ctx.decisions.replay(input.decisionId))),
  costByDay: signedInProcedure
    .input(spanSchema)
    .query(({ ctx, input }) => [...ctx.decisions.costByDay(input.fromTs, input.toTs)]),
  counterfactual: signedInProcedure.query(async ({ ctx }) =>
    valueOrThrow(await ctx.decisions.counterfactual()),
  ),
});
