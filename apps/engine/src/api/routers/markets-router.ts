import { z } from 'zod';
import { router, signedInProcedure, valueOrThrow } from '../procedure.ts';

const DAY_MS = 86_400_000;

const chartSchema = z.strictObject({
  symbol: z.string().min(1).max(64),
  timeframeMs: z
    .int()
    .min(1)
    .max(31 * DAY_MS),
  /** Epoch ms. */
  toTs: z.number().min(0).optional(),
  limit: z.int().min(1).max(2_000).default(500),
  strategyId: z.string().min(1).max(64).optional(),
});

export const marketsRouter = router({
  symbols: signedInProcedure.query(({ ctx }) => [...ctx.research.markets.symbols()]),
  chart: signedInProcedure
    .input(chartSchema)
    .query(async ({ ctx, input }) => valueOrThrow(await ctx.research.markets.chart(input))),
});
