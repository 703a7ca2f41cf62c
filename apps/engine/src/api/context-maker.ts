import type { Identity } from './auth/identity.ts';
import { stillActs } from './auth/identity.ts';
import type { Sessions } from './auth/sessions.ts';
import type { DecisionsPort } from './decisions-port.ts';
import type { ClientPipe } from './live/client-pipe.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { OperatorPort } from './operator-port.ts';
import type { ResearchPort } from './research-port.ts';
import type { RequestContext } from './request-context.ts';

export interface ContextParts {
  readonly identity: Identity;
  readonly pipe: ClientPipe | undefined;
  readonly onSignedOut: () => void;
}

export type ContextMaker = (parts: ContextParts) => RequestContext;

export interface ContextMakerOptions {
  readonly operator: OperatorPort;
  readonly research: ResearchPort;
  readonly decisions: DecisionsPort;
  readonly hub: LiveHub;
  readonly sessions: Sessions;
}

/** The same context for a request and for a socket. */
export function createContextMaker({
  operator,
  research,
  decisions,
  hub,
  sessions,
}: ContextMakerOptions): ContextMaker {
  return ({ identity, pipe, onSignedOut }) => ({
    operator,
    research,
    decisions,
    hub,
    pipe,
    whoActs: () => stillActs(identity, sessions),
    signOut: () => {
      // A token is revoked on the machine itself, not by whoever holds it.
      if (identity.kind !== 'session') return;
      sessions.endSession(identity.secret);
      onSignedOut();
    },
  });
}
