import type { FastifyReply, FastifyRequest } from 'fastify';

export const TRPC_PATH = '/trpc';

/** JSON-RPC number that tRPC gives to UNAUTHORIZED. */
const UNAUTHORIZED = -32_001;

const REFUSAL = {
  error: {
    message: 'sign in first',
    code: UNAUTHORIZED,
    data: { code: 'UNAUTHORIZED', httpStatus: 401, refusal: null, issues: null },
  },
};

/** What the router itself would say, said before anything of the request is read; one answer a call of a batch. */
export function sendProcedureRefusal(request: FastifyRequest, reply: FastifyReply): void {
  const { batch } = request.query as { readonly batch?: string };
  const path = request.url.split('?', 1)[0] ?? '';
  const answer = batch === '1' ? path.split(',').map(() => REFUSAL) : REFUSAL;
  void reply.code(401).type('application/json').send(JSON.stringify(answer));
}
