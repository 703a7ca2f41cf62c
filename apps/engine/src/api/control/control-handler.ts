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

type Answers = {
  readonly [Method in ControlRequest['method']]: (
    request: Extract<ControlRequest, { method: Method }>,
  ) => ControlAnswer | Promise<ControlAnswer>;
};

function createAnswers(options: ControlHandlerOptions): Answers {
  const { operator, audit, auth, issueLink, createToken, actorName } = options;
  const execute = async (command: OperatorCommand): Promise<ControlAnswer> =>
    answerOf(await operator.execute(command, { name: actorName, via: 'socket' }));
  return {
    status: () => done(statusOf(operator)),
    lock: ({ command }) => execute({ type: 'Lock', ...command }),
    unlock: ({ command }) => execute({ type: 'Unlock', ...command }),
    'reload-params': ({ command }) => execute({ type: 'ReloadParams', ...command }),
    flatten: ({ command }) => execute({ type: 'Flatten', ...command }),
    'reset-breaker': ({ command }) => execute({ type: 'ResetBreaker', ...command }),
    audit: ({ limit }) => done(audit.listAudit(limit)),
    'verify-audit': () => done({ brokenAt: audit.verifyAuditChain() ?? null }),
    link: () => done({ url: issueLink() }),
    'create-token': ({ label }) => createTokenOnce(label, { auth, createToken }),
    'list-tokens': () => done(auth.listTokens()),
    'revoke-token': ({ label }) => done({ revoked: auth.revokeToken(label) }),
  };
}

export function createControlHandler(options: ControlHandlerOptions): ControlHandler {
  const answers = createAnswers(options);
  return async (request) => {
    // The table holds for each method the answer of that method.
    const answer = answers[request.method] as (
      each: ControlRequest,
    ) => ControlAnswer | Promise<ControlAnswer>;
    return answer(request);
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
