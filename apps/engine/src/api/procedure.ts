import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Actor, CommandOutcome, OperatorCommand } from './operator-port.ts';
import type { Parsed, Refusal } from '@quarterdeck/core/kernel/verdict';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import { RefusalError, refusalToTrpcError } from './refusal-error.ts';
import type { RequestContext } from './request-context.ts';
import { describeIssues, listSchemaIssues } from './schema-issues.ts';

const trpc = initTRPC.context<RequestContext>().create({
  // Stacks would tell a caller about the machine.
  isDev: false,
  errorFormatter({ shape, error }) {
    const issues = error.cause instanceof z.core.$ZodError ? listSchemaIssues(error.cause) : null;
    return {
      ...shape,
      message: issues === null ? publicMessage(error) : describeIssues(issues),
      data: {
        ...shape.data,
        refusal: error.cause instanceof RefusalError ? error.cause.refusal : null,
        issues,
      },
    };
  },
});

/** A fault's own words stay in the log. */
function publicMessage(error: TRPCError): string {
  return error.code === 'INTERNAL_SERVER_ERROR' ? 'the engine failed to answer' : error.message;
}

export const router = trpc.router;

/** There is no other procedure: whoever adds one gets the session check with it. */
export const signedInProcedure = trpc.procedure.use(({ ctx, next }) => {
  const actor = ctx.whoActs();
  if (actor === undefined) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'sign in first' });
  return next({ ctx: { ...ctx, actor } });
});

/** What the engine answered, or its refusal as an error that carries code and numbers. */
export function acceptedOrThrow<TOutcome extends { readonly ok: boolean }>(
  outcome: TOutcome | Refusal,
): Exclude<TOutcome, Refusal> {
  if (isRefusal(outcome)) throw refusalToTrpcError(outcome);
  return outcome as Exclude<TOutcome, Refusal>;
}

export const valueOrThrow = <TValue>(outcome: Parsed<TValue>): TValue =>
  acceptedOrThrow(outcome).value;

const isRefusal = (outcome: { readonly ok: boolean }): outcome is Refusal => !outcome.ok;

/** Hands a command to the engine; a refusal becomes an error that carries its code and numbers. */
export async function executeCommand(
  context: RequestContext & { readonly actor: Actor },
  command: OperatorCommand,
): Promise<Receipt> {
  const outcome: CommandOutcome = await context.operator.execute(command, context.actor);
  if (!outcome.ok) throw refusalToTrpcError(outcome);
  return outcome.receipt;
}
