'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { formatAtTick } from '../format/money.ts';
import { useLiveWorld } from '../trpc/live-provider.tsx';

/** Tick size of a symbol; the component renders again only if it changes, not with every quote. */
function useTickSize(symbol: string): string | undefined {
  const { store } = useLiveWorld();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeSlice('feeds', listener),
    [store],
  );
  const read = () => store.getSlice('feeds')?.find((feed) => feed.symbol === symbol)?.tickSize;
  return useSyncExternalStore(subscribe, read, () => undefined);
}

interface PriceProps {
  readonly symbol: string;
  /** Exact decimal text; null where the market decides. */
  readonly value: string | null;
}

/** A price to the decimals of its tick; an average's further digits are on hover. */
export function Price({ symbol, value }: PriceProps) {
  const tickSize = useTickSize(symbol);
  if (value === null) return <span className="figure">market</span>;
  return (
    <span className="figure" title={value}>
      {formatAtTick(value, tickSize)}
    </span>
  );
}
