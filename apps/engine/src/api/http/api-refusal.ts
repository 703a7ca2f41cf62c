import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { Refusal } from '@quarterdeck/core/kernel/verdict';
import { isUnknownTarget } from '../refusal-error.ts';
import { describeIssues, listSchemaIssues } from '../schema-issues.ts';
import { sendError } from './api-error.ts';

/** 404 for what does not exist (the numbers name what does), 409 for what is not allowed now. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { code, numbers } = refusal;
  const status = isUnknownTarget(code) ? 404 : 409;
  return sendError(reply, status, { code, message: describeRefusal(refusal), numbers });
}

export function sendIssues(reply: FastifyReply, error: z.core.$ZodError): FastifyReply {
  const issues = listSchemaIssues(error);
  return sendError(reply, 400, { code: 'INPUT_INVALID', message: describeIssues(issues), issues });
}
