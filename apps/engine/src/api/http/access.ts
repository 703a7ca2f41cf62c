import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HostPolicy } from '../auth/host-policy.ts';
import type { Identity } from '../auth/identity.ts';
import { identify } from '../auth/identity.ts';
import type { Sessions } from '../auth/sessions.ts';
import { sendError } from './api-error.ts';
import { sendProcedureRefusal, TRPC_PATH } from './procedure-refusal.ts';

/** Who may use a route. */
export type Access = 'anonymous' | 'session' | 'session-or-token';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    identity: Identity;
  }
}

export interface AccessOptions {
  readonly hosts: HostPolicy;
  readonly sessions: Sessions;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Runs before any body is read. A route that names no access is refused to everybody without a session. */
export function addAccessCheck(app: FastifyInstance, { hosts, sessions }: AccessOptions): void {
  app.decorateRequest('identity');
  app.addHook('onRequest', (request, reply, done) => {
    if (!hosts.isOurHost(request.headers)) {
      sendError(reply, 421, { code: 'HOST_NOT_ALLOWED', message: 'not a host name of this desk' });
      return;
    }
    request.identity = identify(request.headers, sessions);
    if (!isAccessAllowed(request)) {
      refuse(request, reply);
    } else if (!isOriginAllowed(request, hosts)) {
      sendError(reply, 403, { code: 'ORIGIN_NOT_ALLOWED', message: 'not sent by this console' });
    } else {
      done();
    }
  });
}

/** No Origin: only a script with a token, since a browser's form or fetch always sends one. */
function isOriginAllowed(
  request: Pick<FastifyRequest, 'method' | 'headers' | 'identity'>,
  hosts: HostPolicy,
): boolean {
  if (READS.has(request.method)) return true;
  if (request.headers.origin === undefined) return request.identity.kind === 'token';
  return hosts.isOurOrigin(request.headers);
}

function isAccessAllowed(request: FastifyRequest): boolean {
  const { kind } = request.identity;
  const access = request.routeOptions.config.access ?? 'session';
  if (access === 'anonymous') return true;
  return access === 'session' ? kind === 'session' : kind !== 'nobody';
}

/** A person is shown the way in; everything else is told plainly. */
function refuse(request: FastifyRequest, reply: FastifyReply): void {
  const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
  if (request.url.startsWith(`${TRPC_PATH}/`)) sendProcedureRefusal(request, reply);
  else if (wantsPage === true) void reply.redirect('/auth/sign-in', 303);
  else sendError(reply, 401, { code: 'SIGN_IN_REQUIRED', message: 'sign in or send a token' });
}
