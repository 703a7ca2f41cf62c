import { TRPCClientError } from '@trpc/client';

/** Why a command did not happen, in words a person can act on. */
export interface CommandFailure {
  /** `CATEGORY_CONDITION` of the engine, or what went wrong on the way to it. */
  readonly code: string;
  readonly text: string;
  /** The engine may have acted although no answer came. */
  readonly isOutcomeUnknown: boolean;
}

interface RefusalShape {
  readonly code: string;
  readonly numbers: Readonly<Record<string, string | number>>;
}

function findRefusal(data: unknown): RefusalShape | undefined {
  if (typeof data !== 'object' || data === null || !('refusal' in data)) return undefined;
  const { refusal } = data;
  if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) return undefined;
  const numbers = 'numbers' in refusal ? refusal.numbers : {};
  return { code: String(refusal.code), numbers: (numbers ?? {}) as RefusalShape['numbers'] };
}

/** "limit 60000, exposure 61250.5": the numbers of a refusal in one line. */
export function describeNumbers(numbers: Readonly<Record<string, string | number>>): string {
  return Object.entries(numbers)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/** True when the request may or may not have reached the engine. */
export function isWireFailure(error: unknown): boolean {
  return error instanceof TRPCClientError && (error.data === undefined || error.data === null);
}

export function describeFailure(error: unknown): CommandFailure {
  if (!(error instanceof TRPCClientError)) {
    return { code: 'CONSOLE_FAULT', text: String(error), isOutcomeUnknown: true };
  }
  const data: unknown = error.data;
  const refusal = findRefusal(data);
  if (refusal) {
    return { code: refusal.code, text: describeNumbers(refusal.numbers), isOutcomeUnknown: false };
  }
  if (isWireFailure(error)) {
    const text = 'No answer from the engine. What the screen shows once connected is what holds.';
    return { code: 'OUTCOME_UNKNOWN', text, isOutcomeUnknown: true };
  }
  const code = (data as { code?: unknown }).code;
  return {
    code: typeof code === 'string' ? code : 'REFUSED',
    text: error.message,
    isOutcomeUnknown: false,
  };
}
