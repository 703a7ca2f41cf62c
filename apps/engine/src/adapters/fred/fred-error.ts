export const FRED_FAILURES = [
  /** The key was refused, or there is none: asking again changes nothing. */
  'key',
  /** Asked too often. */
  'rate',
  /** No such series. */
  'series',
  /** No answer in time. */
  'timeout',
  /** The wire, or a fault of the server. */
  'unreachable',
  /** An answer or a file that is not what it should be. */
  'malformed',
] as const;
export type FredFailure = (typeof FRED_FAILURES)[number];

/** No macro series could be had. Its text never holds a key. */
export class FredError extends Error {
  override readonly name = 'FredError';
  readonly failure: FredFailure;

  constructor(failure: FredFailure, what: string) {
    super(what);
    this.failure = failure;
  }
}
