'use client';

import type { ConsoleSlice, ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { useCallback, useSyncExternalStore } from 'react';
import { useLiveWorld } from './live-provider.tsx';
import type { ConnectionView } from './live-store.ts';
import type { MetricSample } from './metric-history.ts';

const NO_SLICE = () => undefined;
const CONNECTING: ConnectionView = { phase: 'connecting', tsLastMessage: undefined };
const NO_SAMPLES: readonly MetricSample[] = [];

/** One slice of the engine's state; undefined until the first snapshot. Renders again only when it changes. */
export function useSlice<S extends ConsoleSlice>(slice: S): ConsoleState[S] | undefined {
  const { store } = useLiveWorld();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeSlice(slice, listener),
    [store, slice],
  );
  return useSyncExternalStore(subscribe, () => store.getSlice(slice), NO_SLICE);
}

export function useConnection(): ConnectionView {
  const { store } = useLiveWorld();
  return useSyncExternalStore(store.subscribeConnection, store.getConnection, () => CONNECTING);
}

export function useMetricHistory(): readonly MetricSample[] {
  const { history } = useLiveWorld();
  return useSyncExternalStore(history.subscribe, history.getSamples, () => NO_SAMPLES);
}
