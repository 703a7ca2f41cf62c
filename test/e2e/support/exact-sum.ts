const DECIMALS = 16;

/** Plain decimal text as an integer of its last possible digit. */
export function exact(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a plain decimal: ${text}`);
  const [, sign, whole = '', fraction = ''] = match;
  const size = BigInt(`${whole}${fraction.padEnd(DECIMALS, '0')}`);
  return sign === '-' ? -size : size;
}

export const exactSum = (texts: readonly string[]): bigint =>
  texts.reduce((sum, text) => sum + exact(text), 0n);
