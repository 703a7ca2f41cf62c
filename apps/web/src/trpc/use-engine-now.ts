'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import { useLiveWorld } from './live-provider.tsx';

const EVERY_MS = 500;

/** One timer for every age on the page, so that ages step together. */
const ticker = {
  listeners: new Set<() => void>(),
  timer: undefined as ReturnType<typeof setInterval> | undefined,
  subscribe(listener: () => void): () => void {
    ticker.listeners.add(listener);
    ticker.timer ??= setInterval(() => {
      for (const each of ticker.listeners) each();
    }, EVERY_MS);
    return () => {
      ticker.listeners.delete(listener);
      if (ticker.listeners.size > 0) return;
      clearInterval(ticker.timer);
      ticker.timer = undefined;
    };
  },
};

/** A reading taken twice a second and held still in between, as an external store must be. */
function useTicking(read: () => number | undefined): number | undefined {
  const held = useRef<number | undefined>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => {
      const refresh = () => {
        held.current = read();
        listener();
      };
      refresh();
      return ticker.subscribe(refresh);
    },
    [read],
  );
  return useSyncExternalStore(
    subscribe,
    () => held.current,
    () => undefined,
  );
}

/** The engine's time, twice a second; undefined while rendering on the server. */
export function useEngineNow(): number | undefined {
  return useTicking(useLiveWorld().store.engineNow);
}

/** Milliseconds since the stream last spoke: the age of every figure that comes from it. */
export function useStreamAge(): number | undefined {
  return useTicking(useLiveWorld().store.silenceMs);
}
