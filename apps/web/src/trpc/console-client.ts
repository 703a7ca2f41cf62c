import {
  createTRPCClient,
  createWSClient,
  httpLink,
  splitLink,
  wsLink,
  type TRPCClient,
} from '@trpc/client';
import type { AppRouter } from './app-router.ts';

export type ConsoleClient = TRPCClient<AppRouter>;

/** A command without an answer for this long is reported as unknown, not as failed. */
const ANSWER_WITHIN_MS = 8_000;
const RETRY_DELAYS_MS = [0, 250, 500, 1_000];

function webSocketUrl(): string {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${window.location.host}/trpc`;
}

const http = () =>
  httpLink({
    url: '/trpc',
    fetch: (url, init) =>
      fetch(url, { ...(init as RequestInit), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
  });

/** The stream goes over the socket; queries and commands over plain HTTP, so the lock works without it. */
export function createConsoleClient(): ConsoleClient {
  if (typeof window === 'undefined') return createTRPCClient<AppRouter>({ links: [http()] });
  const socket = createWSClient({
    url: webSocketUrl,
    retryDelayMs: (attempt) => RETRY_DELAYS_MS[attempt] ?? 2_000,
    // A peer that vanished without a close would otherwise leave the socket open for minutes.
    keepAlive: { enabled: true, intervalMs: 2_000, pongTimeoutMs: 2_000 },
  });
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: wsLink({ client: socket }),
        false: http(),
      }),
    ],
  });
}
