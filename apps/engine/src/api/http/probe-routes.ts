import type { FastifyInstance } from 'fastify';
import type { OperatorPort } from '../operator-port.ts';

/** `/healthz` tells anybody one word; figures need a sign-in or a token. */
export function addProbeRoutes(app: FastifyInstance, operator: OperatorPort): void {
  app.get('/healthz', { config: { access: 'anonymous' } }, (_request, reply) => {
    const { status } = operator.health();
    return reply.code(status === 'ok' ? 200 : 503).send({ status });
  });
  app.get('/metrics', { config: { access: 'session-or-token' } }, async (_request, reply) => {
    const text = await operator.metrics();
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}
