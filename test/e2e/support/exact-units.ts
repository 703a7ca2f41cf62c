const DECIMALS = 8;
const ONE = 10n ** BigInt(DECIMALS);

/** Price or quantity as an integer of hundred-millionths, as the books hold it. */
export function units(text: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,8}))?$/.exec(text);
  if (match === null) throw new Error(`not a price or quantity: ${text}`);
  const [, whole = '', fraction = ''] = match;
  return BigInt(`${whole}${fraction.padEnd(DECIMALS, '0')}`);
}

/** The same back, as the engine writes it: no trailing zeros. */
export function unitsText(value: bigint): string {
  const fraction = (value % ONE).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  return fraction === '' ? `${value / ONE}` : `${value / ONE}.${fraction}`;
}
