import { compareDecimals, isZeroDecimal, parseDecimalText } from '../../format/decimal-text.ts';

/** A share of a quantity, cut to the decimals the quantity is written with; the engine rounds to the lot. */
export function partOfQuantity(qty: string, percent: 25 | 50 | 75 | 100): string {
  const parsed = parseDecimalText(qty);
  if (percent === 100 || !parsed) return qty;
  const decimals = Math.max(parsed.fraction.length, 2);
  const units = BigInt(parsed.whole + parsed.fraction.padEnd(decimals, '0'));
  const digits = ((units * BigInt(percent)) / 100n).toString().padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text.replace(/\.?0+$/, '') || '0';
}

/** Why this text cannot be a quantity to close; undefined when it can. */
export function checkPart(text: string, whole: string): string | undefined {
  const parsed = parseDecimalText(text);
  if (!parsed || parsed.isNegative) return 'A plain decimal, such as 0.25';
  if (parsed.fraction.length > 8) return 'At most 8 decimals';
  if (isZeroDecimal(text)) return 'Above zero';
  if (compareDecimals(text, whole) > 0) return `At most ${whole}: closing can only reduce`;
  return undefined;
}
