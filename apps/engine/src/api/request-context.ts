import type { LiveHub } from './live/live-hub.ts';
import type { Actor, OperatorPort } from './operator-port.ts';

/** The socket behind a subscription, as far as a stream must know it. */
export interface ClientPipe {
  /** Bytes handed over and not yet taken by the network. */
  bufferedBytes(): number;
  /** Closes the socket with a WebSocket close code. */
  cut(code: number, reason: string): void;
}

/** What a procedure may reach. A WebSocket keeps one context for its whole life. */
export interface RequestContext {
  readonly operator: OperatorPort;
  readonly hub: LiveHub;
  /** Asked before every procedure: a session may end while its socket stays open. */
  readonly whoActs: () => Actor | undefined;
  /** Ends the session of this request. */
  readonly signOut: () => void;
  /** Absent over plain HTTP, where the response stream itself holds a slow reader back. */
  readonly pipe: ClientPipe | undefined;
}
