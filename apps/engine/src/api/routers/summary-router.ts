import { z } from 'zod';
import { router, signedInProcedure } from '../procedure.ts';

const equityQuerySchema = z.strictObject({
  /** Epoch ms. */
  fromTs: z.number().min(0),
  limit: z.int().min(1).max(2_000),
});

export const summaryRouter = router({
  equity: signedInProcedure
    .input(equityQuerySchema)
    .query(({ ctx, input }) => [...ctx.operator.equitySeries(input.fromTs, input.limit)]),
});
