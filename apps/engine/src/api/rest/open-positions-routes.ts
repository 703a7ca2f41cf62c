import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendIssues } from '../http/api-refusal.ts';
import type { OperatorPort } from '../operator-port.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';

const flagText = z
  .enum(['true', 'false', '1', '0'], { error: 'must be true or false' })
  .transform((text) => text === 'true' || text === '1');
const querySchema = z.strictObject({ include_unknown: flagText.optional() });
const bodySchema = z.strictObject({ include_unknown: z.boolean().optional() });

const URL_PATH = '/position/open_positions';

/** GET and POST alike; a body's flag wins over the address's. */
export function addOpenPositionsRoutes(app: FastifyInstance, operator: OperatorPort): void {
  app.route({
    method: ['GET', 'POST'],
    url: URL_PATH,
    config: { access: 'session-or-token' },
    handler: (request, reply) => handleOpenPositions(request, reply, operator),
  });
  addMethodNotAllowed(app, URL_PATH, ['GET', 'POST']);
}

function handleOpenPositions(
  request: FastifyRequest,
  reply: FastifyReply,
  operator: OperatorPort,
): FastifyReply {
  const query = querySchema.safeParse(request.query);
  if (!query.success) return sendIssues(reply, query.error);
  const body = bodySchema.safeParse(request.body ?? {});
  if (!body.success) return sendIssues(reply, body.error);
  const includeUnknown = body.data.include_unknown ?? query.data.include_unknown ?? false;
  return reply.send({ positions: operator.openPositions(includeUnknown) });
}
