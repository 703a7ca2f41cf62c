import { TRPCError } from '@trpc/server';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { Refusal } from '@quarterdeck/core/kernel/verdict';

/** The desk said no. Travels as the cause of a TRPCError so that the formatter can show code and numbers. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly refusal: Pick<Refusal, 'code' | 'numbers'>;

  constructor(refusal: Refusal) {
    super(describeRefusal(refusal));
    this.refusal = { code: refusal.code, numbers: refusal.numbers };
  }
}

/** Targets that do not exist, as against acts that are not allowed. */
export function isUnknownTarget(code: string): boolean {
  return code.endsWith('_UNKNOWN');
}

export function refusalToTrpcError(refusal: Refusal): TRPCError {
  const cause = new RefusalError(refusal);
  const code = isUnknownTarget(refusal.code) ? 'NOT_FOUND' : 'PRECONDITION_FAILED';
  return new TRPCError({ code, message: cause.message, cause });
}
