'use client';

import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { appendPoint, MAX_POINTS, RANGE_MS, type EquityRange } from '../../charts/equity-series.ts';
import { useLiveWorld } from '../../trpc/live-provider.tsx';
import { useTRPCClient } from '../../trpc/trpc-context.ts';

export interface EquitySeries {
  readonly status: 'pending' | 'error' | 'success';
  readonly points: readonly EquityPoint[];
  readonly retry: () => void;
}

const NO_POINTS: readonly EquityPoint[] = [];

/** The stored curve of a range, carried on by the stream's points, one a second. */
export function useEquitySeries(range: EquityRange): EquitySeries {
  const client = useTRPCClient();
  const { store } = useLiveWorld();
  const rangeMs = RANGE_MS[range];
  const stored = useQuery({
    queryKey: ['equity', range],
    queryFn: async () => {
      const now = store.getSlice('equityPoint')?.ts ?? store.engineNow();
      const fromTs = Number.isFinite(rangeMs) ? Math.max(0, now - rangeMs) : 0;
      return client.summary.equity.query({ fromTs, limit: MAX_POINTS });
    },
    staleTime: 60_000,
  });
  const [carried, setCarried] = useState<{
    readonly from: readonly EquityPoint[];
    readonly points: readonly EquityPoint[];
  }>({ from: NO_POINTS, points: NO_POINTS });
  const from = stored.data ?? NO_POINTS;
  useEffect(() => {
    const carry = () => {
      const point = store.getSlice('equityPoint');
      if (!point) return;
      setCarried((held) => {
        const points = held.from === from ? held.points : from;
        return { from, points: appendPoint(points, point, rangeMs) };
      });
    };
    return store.subscribeSlice('equityPoint', carry);
  }, [store, from, rangeMs]);
  return {
    status: stored.status,
    points: carried.from === from ? carried.points : from,
    retry: () => void stored.refetch(),
  };
}
