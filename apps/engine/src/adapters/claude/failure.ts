import type { AgentOutcome } from '@quarterdeck/core/model/agent/decision';
import type { FailureClass } from '@quarterdeck/core/model/agent/model-call';

/** What one attempt failed with, before it is known whether another one follows. */
export interface Failure {
  readonly failure: FailureClass;
  readonly outcome: AgentOutcome;
  /** Scrubbed. */
  readonly detail: string;
  readonly retryAfterMs: number | null;
  readonly status: number | null;
  /** The request cannot have been processed, so nothing was billed. */
  readonly isUnsent: boolean;
}

export const failureOf = (
  failure: FailureClass,
  outcome: AgentOutcome,
  rest: Partial<Failure> & Pick<Failure, 'detail'>,
): Failure => ({ failure, outcome, retryAfterMs: null, status: null, isUnsent: false, ...rest });
