export interface Difference {
  /** For example `size.clamps.0.after`. */
  readonly field: string;
  readonly recorded: unknown;
  readonly now: unknown;
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** First field, in the order of the recorded one, whose value is not the same; undefined where all are. */
export function findDifference(
  recorded: unknown,
  now: unknown,
  field: string,
): Difference | undefined {
  if (Object.is(recorded, now)) return undefined;
  if (!isPlain(recorded) || !isPlain(now) || Array.isArray(recorded) !== Array.isArray(now)) {
    return { field, recorded, now };
  }
  for (const name of new Set([...Object.keys(recorded), ...Object.keys(now)])) {
    const found = findDifference(recorded[name], now[name], `${field}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
