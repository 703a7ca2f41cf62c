import { z } from 'zod';
import { router, signedInProcedure, valueOrThrow } from '../procedure.ts';

const listSchema = z.strictObject({ limit: z.int().min(1).max(200).default(50) });
const idSchema = z.strictObject({ id: z.string().min(1).max(64) });
const choiceSchema = z.strictObject({
  searchId: z.string().min(1).max(64),
  trial: z.int().min(1).max(100_000),
});

export const searchesRouter = router({
  list: signedInProcedure
    .input(listSchema)
    .query(({ ctx, input }) => [...ctx.research.searches.list(input.limit)]),
  get: signedInProcedure
    .input(idSchema)
    .query(({ ctx, input }) => valueOrThrow(ctx.research.searches.get(input.id))),
  offer: signedInProcedure
    .input(choiceSchema)
    .mutation(({ ctx, input }) => valueOrThrow(ctx.research.searches.offer(input))),
});
