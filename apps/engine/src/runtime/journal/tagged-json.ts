// JSON has no bigints, no NaN and no negative zero. They travel as strings that begin with `#`;
// a real string that begins with `#` gets a second one. Encoding and decoding are exact inverses.

const SPECIAL_NUMBER = '#f';

/** The text form of a number that JSON would change, or undefined for the ordinary ones. */
export function tagNumber(value: number): string | undefined {
  if (Object.is(value, -0)) return `${SPECIAL_NUMBER}-0`;
  return Number.isFinite(value) ? undefined : `${SPECIAL_NUMBER}${value}`;
}

export const tagBigint = (value: bigint): string => `#${value}`;
export const tagString = (value: string): string => (value.startsWith('#') ? `#${value}` : value);

function tag(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return tagBigint(value);
  if (typeof value === 'string') return tagString(value);
  if (typeof value === 'number') return tagNumber(value) ?? value;
  return value;
}

function untag(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('#')) return value;
  if (value.startsWith('##')) return value.slice(1);
  if (value.startsWith(SPECIAL_NUMBER)) return Number(value.slice(SPECIAL_NUMBER.length));
  return BigInt(value.slice(1));
}

export const encodeTagged = (value: object): string => JSON.stringify(value, tag);

/** Throws SyntaxError on text that `encodeTagged` did not write. */
export const decodeTagged = (text: string): unknown => JSON.parse(text, untag) as unknown;
