/** One thing that has to be equal on both sides; texts, so that a list of ids can be compared with "none". */
export interface Compared {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

const SHOWN = 3;
const NONE = 'none';

/** Nothing may be in the list. */
export function noneOf(what: string, rows: readonly string[]): Compared {
  const shown = rows.slice(0, SHOWN).join(', ');
  return { what, expected: NONE, found: rows.length === 0 ? NONE : `${rows.length}: ${shown}` };
}

export const equal = (what: string, expected: string, found: string): Compared => ({
  what,
  expected,
  found,
});
