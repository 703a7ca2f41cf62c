import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppRouter } from '../router.ts';
import { appRouter } from '../router.ts';
import type { ContextMaker } from '../context-maker.ts';
import { SESSION_COOKIE } from '../auth/identity.ts';
import type { FaultReporter } from '../fault-reporter.ts';
import { sendError } from './api-error.ts';
import { TRPC_PATH } from './procedure-refusal.ts';

export interface TrpcRouteOptions {
  readonly makeContext: ContextMaker;
  readonly reportFault: FaultReporter;
}

/** JSON bodies only: a form of another site can send every other kind without asking first. */
export function addTrpcRoute(app: FastifyInstance, options: TrpcRouteOptions): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      (_request, body, parsed) => parsed(null, body),
    );
    scope.route({
      method: ['GET', 'POST'],
      url: `${TRPC_PATH}/:path`,
      config: { access: 'session-or-token' },
      handler: (request, reply) => handleProcedure(request, reply, options),
    });
    scope.get(TRPC_PATH, { config: { access: 'session-or-token' } }, (_request, reply) =>
      sendError(reply, 426, { code: 'UPGRADE_REQUIRED', message: 'a WebSocket opens here' }),
    );
    done();
  });
}

async function handleProcedure(
  request: FastifyRequest,
  reply: FastifyReply,
  { makeContext, reportFault }: TrpcRouteOptions,
): Promise<void> {
  const { path } = request.params as { readonly path: string };
  await fastifyRequestHandler<AppRouter, FastifyRequest, FastifyReply>({
    router: appRouter,
    req: request,
    res: reply,
    path,
    createContext: () =>
      makeContext({
        identity: request.identity,
        pipe: undefined,
        onSignedOut: () => void reply.clearCookie(SESSION_COOKIE, { path: '/' }),
      }),
    onError: ({ error, path: procedure }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') reportFault(error, `trpc ${procedure ?? ''}`);
    },
  });
}
