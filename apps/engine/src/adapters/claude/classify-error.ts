import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { AgentOutcome } from '@quarterdeck/core/model/agent/decision';
import type { FailureClass } from '@quarterdeck/core/model/agent/model-call';
import { failureOf, type Failure } from './failure.ts';
import { scrubSecrets } from './scrub-secrets.ts';

export interface ErrorContext {
  readonly apiKey: string;
  /** Time of day, for a `retry-after` that is a date. */
  readonly now: number;
  /** Status of the response whose body broke; null when no headers came. */
  readonly status: number | null;
}

type Kind = readonly [FailureClass, AgentOutcome];
const TRANSIENT: Kind = ['transient', 'FAIL_OVERLOAD'];
const LATE: Kind = ['transient', 'FAIL_DEADLINE'];
const PRESSURE: Kind = ['pressure', 'FAIL_OVERLOAD'];
const ACCOUNT: Kind = ['account', 'FAIL_ACCOUNT'];
const BUG: Kind = ['bug', 'FAIL_BUG'];

/** Codes under which a limit of money arrives with a status of 400 or 429. */
const MONEY_CODE = /spend_limit|billing|credit|organization_on_hold/;
const MONEY_TEXT = /spend(ing)? limit|usage limits?\b|credit balance|billing/i;
/** The connection was never made: nothing can have been billed. */
const NEVER_CONNECTED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

const BY_TYPE: Readonly<Record<string, Kind>> = {
  overloaded_error: TRANSIENT,
  api_error: TRANSIENT,
  timeout_error: LATE,
  rate_limit_error: PRESSURE,
  authentication_error: ACCOUNT,
  billing_error: ACCOUNT,
  permission_error: ACCOUNT,
  invalid_request_error: BUG,
  not_found_error: BUG,
};

function kindOfStatus(status: number): Kind {
  if (status >= 500 || status === 408 || status === 409 || status === 499) return TRANSIENT;
  if (status === 401 || status === 402 || status === 403) return ACCOUNT;
  if (status === 429) return PRESSURE;
  return BUG;
}

/** By status; by type where the stream had begun, for then the library gives no status. */
function kindOfApiError(error: APIError): Kind {
  const isMoney =
    MONEY_CODE.test(error.errorCode ?? '') ||
    (error.status === 400 && MONEY_TEXT.test(error.apiMessage ?? ''));
  if (isMoney || error.type === 'billing_error') return ACCOUNT;
  if (error.status !== undefined) return kindOfStatus(error.status);
  return kindOfType(error.type ?? '');
}

/** Of an error the provider names without a status: in a stream, or as the result of one question of a batch. */
export const kindOfType = (type: string): Kind => BY_TYPE[type] ?? TRANSIENT;

function readRetryAfterMs(error: APIError, now: number): number | null {
  const precise = Number(error.headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(precise) && precise > 0) return precise;
  const text = error.headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function describeChain(error: unknown): string {
  const parts: string[] = [];
  let at: unknown = error;
  while (at instanceof Error && parts.length < 4) {
    const code = 'code' in at && typeof at.code === 'string' ? ` ${at.code}` : '';
    parts.push(`${at.name}${code}: ${at.message}`);
    at = at.cause;
  }
  return parts.length === 0 ? String(error) : parts.join(' <- ');
}

/** Without the library's `any`: narrowing by instanceof alone brings it in. */
const asApiError = (error: unknown): APIError | undefined =>
  error instanceof APIError ? (error as APIError) : undefined;

function kindOf(error: unknown, { status }: ErrorContext): Kind {
  if (error instanceof APIConnectionTimeoutError) return LATE;
  if (error instanceof APIConnectionError) return TRANSIENT;
  // An abort that is not ours: the library's own time limit, or a DOMException from a stalled body.
  if (error instanceof Error && /^(Abort|Timeout|APIUserAbort)Error$/.test(error.name)) return LATE;
  const apiError = asApiError(error);
  if (apiError !== undefined) return kindOfApiError(apiError);
  // Before any answer nothing but our own call can be wrong; after it, the body was.
  return status === null ? BUG : TRANSIENT;
}

/** Failure class, outcome and what may be told of an error of the library. */
export function classifyError(error: unknown, context: ErrorContext): Failure {
  const [failure, outcome] = kindOf(error, context);
  const text = describeChain(error);
  const apiError = asApiError(error);
  return failureOf(failure, outcome, {
    detail: scrubSecrets(text, context.apiKey),
    status: apiError?.status ?? context.status,
    retryAfterMs:
      failure === 'pressure' && apiError !== undefined
        ? readRetryAfterMs(apiError, context.now)
        : null,
    isUnsent:
      context.status === null &&
      apiError?.status === undefined &&
      (failure === 'bug' || NEVER_CONNECTED.test(text)),
  });
}
