/** A broken invariant. Whoever catches it must stop the desk: corrupt state is worse than none. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** Returns the value, or stops: for places where absence can only mean a defect of ours. */
export function ensureDefined<TValue>(value: TValue | null | undefined, what: string): TValue {
  if (value === undefined || value === null) throw new Fault(`missing: ${what}`);
  return value;
}

export function ensureInvariant(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Fault(`invariant broken: ${what}`);
}
