import type { IncomingHttpHeaders } from 'node:http';
import { fastifyCookie } from '@fastify/cookie';
import type { Actor } from '../operator-port.ts';
import type { Sessions } from './sessions.ts';

export const SESSION_COOKIE = 'quarterdeck_session';

/** Who sent a request, by its headers alone. */
export type Identity =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'session'; readonly secret: string; readonly actor: Actor }
  | { readonly kind: 'token'; readonly secret: string; readonly actor: Actor };

export const NOBODY: Identity = { kind: 'nobody' };

/** A bearer header decides alone: a wrong one never falls back to the cookie. */
export function identify(headers: IncomingHttpHeaders, sessions: Sessions): Identity {
  if (headers.authorization !== undefined) return byToken(headers.authorization, sessions);
  const secret = fastifyCookie.parse(headers.cookie ?? '')[SESSION_COOKIE];
  if (secret === undefined) return NOBODY;
  const name = sessions.findUser(secret);
  return name === undefined ? NOBODY : { kind: 'session', secret, actor: { name, via: 'console' } };
}

function byToken(authorization: string, sessions: Sessions): Identity {
  const secret = /^Bearer ([\w-]{16,256})$/i.exec(authorization)?.[1];
  if (secret === undefined) return NOBODY;
  const token = sessions.findToken(secret);
  if (token === undefined) return NOBODY;
  return { kind: 'token', secret, actor: { name: token.label, via: 'rest' } };
}

/** The same question later: has the session or the token ended since? */
export function stillActs(identity: Identity, sessions: Sessions): Actor | undefined {
  if (identity.kind === 'nobody') return undefined;
  const isAlive =
    identity.kind === 'session'
      ? sessions.findUser(identity.secret) !== undefined
      : sessions.findToken(identity.secret) !== undefined;
  return isAlive ? identity.actor : undefined;
}
