import type { CommandOutcome, OperatorCommand, OperatorPort } from '../operator-port.ts';
import type { AuthStore } from '../../ports/auth-store.ts';
import type { Memory } from '../../ports/memory.ts';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { ControlAnswer, ControlRequest, ControlStatus } from './control-protocol.ts';

export interface ControlHandlerOptions {
  readonly operator: OperatorPort;
  readonly audit: Pick<Memory, 'listAudit' | 'verifyAuditChain'>;
  readonly auth: Pick<AuthStore, 'listTokens' | 'revokeToken'>;
  readonly issueLink: () => string;
  readonly createToken: (label: string) => string;
  /** The user of the machine the engine runs as: nobody else can open the socket. */
  readonly actorName: string;
}

export type ControlHandler = (request: ControlRequest) => Promise<ControlAnswer>;

export function createControlHandler(options: ControlHandlerOptions): ControlHandler {
  const { operator, audit, auth, issueLink, createToken, actorName } = options;
  const execute = async (command: OperatorCommand): Promise<ControlAnswer> =>
    answerOf(await operator.execute(command, { name: actorName, via: 'socket' }));

  return async (request) => {
    switch (request.method) {
      case 'status':
        return done(statusOf(operator));
      case 'lock':
        return execute({ type: 'Lock', ...request.command });
      case 'unlock':
        return execute({ type: 'Unlock', ...request.command });
      case 'reload-params':
        return execute({ type: 'ReloadParams', ...request.command });
      case 'flatten':
        return execute({ type: 'Flatten', ...request.command });
      case 'audit':
        return done(audit.listAudit(request.limit));
      case 'verify-audit':
        return done({ brokenAt: audit.verifyAuditChain() ?? null });
      case 'link':
        return done({ url: issueLink() });
      case 'create-token':
        return createTokenOnce(request.label, { auth, createToken });
      case 'list-tokens':
        return done(auth.listTokens());
      case 'revoke-token':
        return done({ revoked: auth.revokeToken(request.label) });
    }
  };
}

function done(result: unknown): ControlAnswer {
  return { ok: true, result };
}

function answerOf(outcome: CommandOutcome): ControlAnswer {
  if (outcome.ok) return done(outcome.receipt);
  const { code, numbers } = outcome;
  return { ok: false, error: { code, numbers, message: describeRefusal(outcome) } };
}

function statusOf(operator: OperatorPort): ControlStatus {
  const {
    trades: _trades,
    eventTail: _events,
    auditTail: _audit,
    ...rest
  } = operator.consoleState();
  return { ...rest, tsNow: operator.now() };
}

/** A label names one token: two of the same could not be told apart in the audit log. */
function createTokenOnce(
  label: string,
  { auth, createToken }: Pick<ControlHandlerOptions, 'auth' | 'createToken'>,
): ControlAnswer {
  if (auth.listTokens().some((token) => token.label === label)) {
    return { ok: false, error: { code: 'TOKEN_EXISTS', message: `a token named ${label} exists` } };
  }
  return done({ token: createToken(label) });
}
