'use client';

import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { useTRPC } from '../../trpc/trpc-context.ts';
import { useConnection } from '../../trpc/use-live.ts';
import { useStreamAge } from '../../trpc/use-engine-now.ts';
import { formatAge } from '../../format/age.ts';
import styles from './connection-banner.module.css';

/** Stands once the stream is taken for lost, within 3 s of silence. Says what the front door answers over plain HTTP. */
export function ConnectionBanner() {
  const { phase } = useConnection();
  const isDown = phase === 'disconnected';
  return <div aria-live="assertive">{isDown ? <Banner /> : null}</div>;
}

function Banner() {
  const age = useStreamAge();
  return (
    <div className={styles.banner} data-testid="disconnected-banner">
      <strong>
        <IconPlugConnectedX size={18} aria-hidden />
        Disconnected
      </strong>
      <span className={`figure ${styles.age}`}>
        {age === undefined ? 'nothing received yet' : `figures are ${formatAge(age)} old`}
      </span>
      <span className={styles.text}>
        <DoorAnswer /> Reconnecting by itself. The lock is still offered, over plain HTTP.
      </span>
    </div>
  );
}

function DoorAnswer() {
  const trpc = useTRPC();
  const me = useQuery({
    ...trpc.session.me.queryOptions(),
    refetchInterval: 2_000,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  if (me.isPending) return 'Asking the engine…';
  if (me.isSuccess) return 'The engine answers; only the live stream is down.';
  const error: unknown = me.error;
  const code =
    error instanceof TRPCClientError ? (error.data as { code?: string } | null)?.code : undefined;
  if (code === 'UNAUTHORIZED') {
    return 'This browser is signed out: load the page again to sign in.';
  }
  return 'The engine does not answer. If it has stopped, no strategy acts until it is started again.';
}
