import type { DecisionsPort } from './decisions-port.ts';
import type { ClientPipe } from './live/client-pipe.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { Actor, OperatorPort } from './operator-port.ts';
import type { ResearchPort } from './research-port.ts';

/** What a procedure may reach. A WebSocket keeps one context for its whole life. */
export interface RequestContext {
  readonly operator: OperatorPort;
  readonly research: ResearchPort;
  readonly decisions: DecisionsPort;
  readonly hub: LiveHub;
  /** Asked before every procedure: a session may end while its socket stays open. */
  readonly whoActs: () => Actor | undefined;
  /** Ends the session of this request. */
  readonly signOut: () => void;
  /** Absent over plain HTTP, where the response stream itself holds a slow reader back. */
  readonly pipe: ClientPipe | undefined;
}
