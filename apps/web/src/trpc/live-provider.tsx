'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { createConsoleClient } from './console-client.ts';
import { LiveStore } from './live-store.ts';
import { MetricHistory } from './metric-history.ts';
import { openStream } from './open-stream.ts';
import { TRPCProvider } from './trpc-context.ts';

interface LiveWorld {
  readonly store: LiveStore;
  readonly history: MetricHistory;
}

const LiveContext = createContext<LiveWorld | undefined>(undefined);

function createWorld() {
  const client = createConsoleClient();
  const store = new LiveStore({
    open: openStream(client),
    now: () => Date.now(),
    every: (run, intervalMs) => {
      const timer = setInterval(run, intervalMs);
      return () => clearInterval(timer);
    },
  });
  const queries = new QueryClient({
    // The browser's idea of being offline must never hold a lock back.
    defaultOptions: {
      queries: { networkMode: 'always', retry: 1, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });
  return { client, store, queries, history: new MetricHistory(store) };
}

let browserWorld: ReturnType<typeof createWorld> | undefined;

/**
 * One world a page: it opens a socket, and React may throw away a first render and begin again, many times on a
 * slow machine. A world a render would leave a socket behind each time, until the engine takes no more.
 */
function findWorld() {
  if (typeof window === 'undefined') return createWorld();
  return (browserWorld ??= createWorld());
}

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [world] = useState(findWorld);
  useEffect(() => {
    world.store.start();
    world.history.start();
    return () => {
      world.history.stop();
      world.store.stop();
    };
  }, [world]);
  return (
    <QueryClientProvider client={world.queries}>
      <TRPCProvider trpcClient={world.client} queryClient={world.queries}>
        <LiveContext value={world}>{children}</LiveContext>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

export function useLiveWorld(): LiveWorld {
  const world = useContext(LiveContext);
  if (!world) throw new Error('useLiveWorld needs a LiveProvider above it');
  return world;
}
