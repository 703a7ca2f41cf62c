import type { FastifyInstance } from 'fastify';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import { sendError } from './api-error.ts';
import { escapeHtml, renderPlainPage } from './plain-page.ts';
import type { RestOptions } from '../rest/strategy-control-routes.ts';

/** The lock as a plain form: works without script, socket or console process. */
export function addLockFormRoute(
  app: FastifyInstance,
  { operator, randomToken }: RestOptions,
): void {
  app.post('/ops/lock-form', { config: { access: 'session' } }, async (request, reply) => {
    const { identity } = request;
    if (identity.kind !== 'session') {
      return sendError(reply, 401, { code: 'SIGN_IN_REQUIRED', message: 'sign in first' });
    }
    const outcome = await operator.execute(
      {
        type: 'Lock',
        commandId: `form-${randomToken()}`.slice(0, 48),
        level: 'lock',
        reason: 'locked from the page shown while the console is down',
      },
      identity.actor,
    );
    if (outcome.ok) return reply.redirect('/', 303);
    const why = `<p>${escapeHtml(describeRefusal(outcome))}</p><p>Use <code>npx quarterdeck lock</code> on the machine itself.</p>`;
    return reply
      .code(409)
      .type('text/html; charset=utf-8')
      .send(renderPlainPage('The lock was refused', why));
  });
}
