'use client';

import type { ReactNode } from 'react';
import { asSentence } from '../format/sentence.ts';
import { describeFailure } from '../trpc/refusal.ts';
import { Button } from './button.tsx';
import { PanelNote, PanelSkeleton } from './panel.tsx';

interface AskedFor<T> {
  readonly data: T | undefined;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface QueryStateProps<T> {
  readonly query: AskedFor<T>;
  /** What did not come, for the error: "The report". */
  readonly what: string;
  readonly skeletonRows?: number;
  readonly children: (data: T) => ReactNode;
}

/** Loading, failed, or what was asked for. What has come once stays while a later asking fails. */
export function QueryState<T>({ query, what, skeletonRows = 4, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <PanelSkeleton rows={skeletonRows} />;
  const failure = describeFailure(query.error);
  return (
    <PanelNote
      isError
      what={`${what} did not arrive: ${failure.code}`}
      why={
        failure.isOutcomeUnknown
          ? 'The engine does not answer; the bar at the foot of the page says since when.'
          : `${asSentence(failure.text)} Trading is not affected.`
      }
      action={<Button onClick={() => void query.refetch()}>Ask again</Button>}
    />
  );
}
