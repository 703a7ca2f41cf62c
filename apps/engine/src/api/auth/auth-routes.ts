import type { FastifyInstance, FastifyReply } from 'fastify';
import { MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import type { HostPolicy } from './host-policy.ts';
import { SESSION_COOKIE } from './identity.ts';
import type { Sessions } from './sessions.ts';
import { SESSION_LIFE_MS } from './sessions.ts';
import { renderLinkPage, renderLinkRefusedPage, renderSignInPage } from './sign-in-pages.ts';

const LINK_ATTEMPTS_A_MINUTE = 10;

const linkSchema = z.object({ token: z.string().regex(/^[\w-]{16,256}$/) });

export interface AuthRoutesOptions {
  readonly sessions: Sessions;
  readonly hosts: HostPolicy;
  readonly clock: Clock;
}

export function addAuthRoutes(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { sessions, hosts, clock } = options;
  const mayAttempt = createAttemptLimit({
    clock,
    most: LINK_ATTEMPTS_A_MINUTE,
    windowMs: MINUTE_MS,
  });
  const config = { access: 'anonymous' } as const;

  app.get('/auth/sign-in', { config }, (_request, reply) =>
    sendPage(reply, 200, renderSignInPage()),
  );

  app.get('/auth/link', { config }, (request, reply) => {
    const query = linkSchema.safeParse(request.query);
    return query.success
      ? sendPage(reply, 200, renderLinkPage(query.data.token))
      : sendPage(reply, 400, renderLinkRefusedPage('The link is not whole.'));
  });

  app.post('/auth/link', { config }, (request, reply) => {
    if (!mayAttempt(request.ip)) {
      return sendPage(reply, 429, renderLinkRefusedPage('Too many attempts. Wait a minute.'));
    }
    const form = linkSchema.safeParse(request.body);
    const secret = form.success ? sessions.redeemLink(form.data.token) : undefined;
    if (secret === undefined) {
      return sendPage(reply, 401, renderLinkRefusedPage('It has been used, or is too old.'));
    }
    return reply
      .setCookie(SESSION_COOKIE, secret, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: hosts.isHttps(request.headers),
        maxAge: SESSION_LIFE_MS / SECOND_MS,
      })
      .redirect('/', 303);
  });
}

function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(html);
}
