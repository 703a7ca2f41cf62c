import type { FastifyReply } from 'fastify';
import type { RefusalNumbers } from '@quarterdeck/core/kernel/verdict';
import type { SchemaIssue } from '../schema-issues.ts';

/** Body of every answer that is not a success, outside tRPC. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
  readonly numbers?: RefusalNumbers;
  readonly issues?: readonly SchemaIssue[];
}

export function sendError(reply: FastifyReply, status: number, error: ApiError): FastifyReply {
  return reply.code(status).type('application/json').send(JSON.stringify({ error }));
}
