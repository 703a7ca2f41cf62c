import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from '../http/api-error.ts';
import { sendIssues, sendRefusal } from '../http/api-refusal.ts';
import type { OperatorPort } from '../operator-port.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';
import { strategyControlCommands } from './strategy-control-commands.ts';
import { strategyControlBodySchema } from './strategy-control.schema.ts';

export interface RestOptions {
  readonly operator: OperatorPort;
  readonly randomToken: () => string;
}

const COMMAND_ID_LENGTH = 24;

/** Two addresses, one effect: scripts were written against both. */
export function addStrategyControlRoutes(app: FastifyInstance, options: RestOptions): void {
  for (const url of ['/api/strategy-control', '/ops/strategy-control']) {
    app.post(url, { config: { access: 'session-or-token' } }, (request, reply) =>
      handleStrategyControl(request, reply, options),
    );
    addMethodNotAllowed(app, url, ['POST']);
  }
}

async function handleStrategyControl(
  request: FastifyRequest,
  reply: FastifyReply,
  { operator, randomToken }: RestOptions,
): Promise<FastifyReply> {
  const body = strategyControlBodySchema.safeParse(request.body);
  if (!body.success) return sendIssues(reply, body.error);
  if (request.identity.kind === 'nobody') {
    return sendError(reply, 401, { code: 'SIGN_IN_REQUIRED', message: 'send a token' });
  }
  const commandId = body.data.command_id ?? randomToken().slice(0, COMMAND_ID_LENGTH);
  for (const command of strategyControlCommands(body.data, commandId)) {
    const outcome = await operator.execute(command, request.identity.actor);
    if (!outcome.ok) return sendRefusal(reply, outcome);
  }
  return reply.send(storedRow(operator, body.data.strategy));
}

/** What stands now, read back and not repeated from the request. */
function storedRow(operator: OperatorPort, strategyId: string | undefined) {
  const { strategies, lock } = operator.consoleState();
  const row = strategies.find(({ id }) => id === strategyId);
  return {
    ...(row === undefined
      ? {}
      : {
          strategy: row.id,
          entry_enabled: row.entry_enabled,
          exit_enabled: row.exit_enabled,
          memo: row.memo,
          updated_by: row.switchedBy,
          updated_at_ms: row.tsSwitched,
          event_seq: row.switchSeq,
        }),
    global_lock: {
      level: lock.level,
      reason: lock.reason,
      by: lock.by,
      since_ms: lock.tsSince,
      event_seq: lock.eventSeq,
    },
  };
}
