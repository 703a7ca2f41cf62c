import { z } from 'zod';
import {
  cancelOrderSchema,
  closePositionSchema,
  flattenCommandSchema,
  lockCommandSchema,
  moveStopSchema,
  resetBreakerSchema,
  setStrategyControlSchema,
  unlockCommandSchema,
} from '@quarterdeck/core/contract/command.schema';
import { executeCommand, router, signedInProcedure } from '../procedure.ts';

const limitSchema = z.strictObject({ limit: z.int().min(1).max(500).default(50) });

export const opsRouter = router({
  setStrategyControl: signedInProcedure
    .input(setStrategyControlSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'SetStrategyControl', ...input })),
  lock: signedInProcedure
    .input(lockCommandSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'Lock', ...input })),
  unlock: signedInProcedure
    .input(unlockCommandSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'Unlock', ...input })),
  closePosition: signedInProcedure
    .input(closePositionSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'ClosePosition', ...input })),
  moveStop: signedInProcedure
    .input(moveStopSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'MoveStop', ...input })),
  cancelOrder: signedInProcedure
    .input(cancelOrderSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'CancelOrder', ...input })),
  flatten: signedInProcedure
    .input(flattenCommandSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'Flatten', ...input })),
  resetBreaker: signedInProcedure
    .input(resetBreakerSchema)
    .mutation(({ ctx, input }) => executeCommand(ctx, { type: 'ResetBreaker', ...input })),
  lockHistory: signedInProcedure
    .input(limitSchema)
    .query(({ ctx, input }) => [...ctx.operator.lockHistory(input.limit)]),
  audit: signedInProcedure
    .input(limitSchema)
    .query(({ ctx, input }) => [...ctx.operator.auditTail(input.limit)]),
});
