/** Figures of a refusal; decimals as text so that nothing is rounded on the way to a person. */
export type RefusalNumbers = Readonly<Record<string, string | number>>;

/**
 * A refusal is business as usual: a value, never an exception.
 * `code` is CATEGORY_CONDITION, for example `EXPOSURE_EXCEEDS_CAP`.
 */
export interface Refusal<TCode extends string = string> {
  readonly ok: false;
  readonly code: TCode;
  readonly numbers: RefusalNumbers;
}

export interface Passed {
  readonly ok: true;
}

export type Verdict<TCode extends string = string> = Passed | Refusal<TCode>;

/** One shared object: passing a check costs no allocation. */
export const PASSED: Passed = Object.freeze({ ok: true });

export function denied<TCode extends string>(
  code: TCode,
  numbers: RefusalNumbers = {},
): Refusal<TCode> {
  return { ok: false, code, numbers };
}

/** A parsed value or the reason why there is none. */
export type Parsed<TValue> = { readonly ok: true; readonly value: TValue } | Refusal;

export function parsed<TValue>(value: TValue): Parsed<TValue> {
  return { ok: true, value };
}

/** `CODE a=1 b=2`, the one text form used in logs, the journal and the command line. */
export function describeRefusal(refusal: Pick<Refusal, 'code' | 'numbers'>): string {
  const pairs = Object.entries(refusal.numbers).map(([name, value]) => `${name}=${value}`);
  return [refusal.code, ...pairs].join(' ');
}
