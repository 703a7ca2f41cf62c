import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { sendError } from '../http/api-error.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A known address with the wrong method says so. Otherwise a GET would go on to the console and come
 * back as a page, which a script takes for success.
 */
export function addMethodNotAllowed(
  app: FastifyInstance,
  url: string,
  allowed: readonly HTTPMethods[],
): void {
  const refuse = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    sendError(reply.header('allow', allowed.join(', ')), 405, {
      code: 'METHOD_NOT_ALLOWED',
      message: `use ${allowed.join(' or ')}`,
    });
  app.route({
    method: METHODS.filter((name) => !allowed.includes(name)),
    url,
    exposeHeadRoute: false,
    config: { access: 'session-or-token' },
    // Before the body is looked at: whatever is wrong with it is not the point.
    onRequest: (request, reply, _done) => void refuse(request, reply),
    handler: refuse,
  });
}
