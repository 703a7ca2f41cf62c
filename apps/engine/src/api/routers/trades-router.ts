import { z } from 'zod';
import { router, signedInProcedure } from '../procedure.ts';

const fillsQuerySchema = z.strictObject({
  limit: z.int().min(1).max(500),
  /** Trade id the page before ended with. */
  before: z.string().min(1).max(64).optional(),
});

export const tradesRouter = router({
  fills: signedInProcedure.input(fillsQuerySchema).query(({ ctx, input }) => {
    const { limit, before } = input;
    return [...ctx.operator.fills(before === undefined ? { limit } : { limit, before })];
  }),
});
