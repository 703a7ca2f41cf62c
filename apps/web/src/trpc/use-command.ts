'use client';

import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import { useMutation } from '@tanstack/react-query';
import { createCommandId } from './command-id.ts';
import { describeFailure, isWireFailure, type CommandFailure } from './refusal.ts';

export type CommandPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'requested' }
  | { readonly kind: 'enforced'; readonly receipt: Receipt }
  | { readonly kind: 'failed'; readonly failure: CommandFailure };

export interface Command<TAct extends object> {
  readonly phase: CommandPhase;
  /** What was asked for last. */
  readonly requested: TAct | undefined;
  readonly run: (act: TAct, onDone?: () => void) => void;
  readonly reset: () => void;
}

type Sent<TAct> = TAct & { readonly commandId: string };

/**
 * One act of the operator: requested, then enforced with its receipt, or failed. Never optimistic.
 * `send` resolves to null where nothing had to be enforced. `repeats`: how often it is sent again while nothing answers.
 */
export function useCommand<TAct extends object>(
  send: (input: Sent<TAct>) => Promise<Receipt | null>,
  { repeats = 2 }: { readonly repeats?: number } = {},
): Command<TAct> {
  const mutation = useMutation<Receipt | null, unknown, Sent<TAct>>({
    mutationFn: send,
    // Asking again is safe: the same command id returns the first receipt.
    retry: (failures, error) => failures < repeats && isWireFailure(error),
    retryDelay: 300,
  });
  return {
    phase: phaseOf(mutation),
    requested: mutation.variables,
    run: (act, onDone) =>
      mutation.mutate(
        { ...act, commandId: createCommandId() },
        onDone ? { onSuccess: () => onDone() } : {},
      ),
    reset: mutation.reset,
  };
}

function phaseOf(mutation: {
  readonly status: string;
  readonly data: Receipt | null | undefined;
  readonly error: unknown;
}): CommandPhase {
  if (mutation.status === 'pending') return { kind: 'requested' };
  if (mutation.status === 'error') {
    return { kind: 'failed', failure: describeFailure(mutation.error) };
  }
  return mutation.data ? { kind: 'enforced', receipt: mutation.data } : { kind: 'idle' };
}
