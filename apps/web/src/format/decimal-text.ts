/** A decimal read from text without passing through a float. */
export interface DecimalParts {
  readonly isNegative: boolean;
  /** Digits before the point, no leading zeros besides a single one. */
  readonly whole: string;
  /** Digits after the point, as written. */
  readonly fraction: string;
}

const PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Undefined when the text is not a plain decimal. */
export function parseDecimalText(text: string): DecimalParts | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) return undefined;
  const [, minus = '', whole = '', fraction = ''] = match;
  return { isNegative: minus === '-', whole: whole.replace(/^0+(?=\d)/, ''), fraction };
}

export function isZeroDecimal(text: string): boolean {
  return /^-?0+(\.0+)?$/.test(text.trim());
}

/** Which way a figure points: the sign and arrow beside it come from here, never from a float. */
export function directionOf(text: string): 'up' | 'down' | 'flat' {
  if (isZeroDecimal(text)) return 'flat';
  return text.trim().startsWith('-') ? 'down' : 'up';
}

/** Half away from zero, on digits. */
export function roundDecimal(parts: DecimalParts, decimals: number): DecimalParts {
  if (parts.fraction.length <= decimals) {
    return { ...parts, fraction: parts.fraction.padEnd(decimals, '0') };
  }
  const kept = BigInt(parts.whole + parts.fraction.slice(0, decimals));
  const isUp = parts.fraction.charCodeAt(decimals) >= 53; // '5'
  const digits = (isUp ? kept + 1n : kept).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return { ...parts, whole: digits.slice(0, cut), fraction: digits.slice(cut) };
}

export function groupThousands(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}

function scaled(parts: DecimalParts, decimals: number): bigint {
  const digits = BigInt(parts.whole + parts.fraction.padEnd(decimals, '0'));
  return parts.isNegative ? -digits : digits;
}

/** Exact order of two decimals: below, at or above zero. Text that is no decimal sorts first. */
export function compareDecimals(left: string, right: string): number {
  const a = parseDecimalText(left);
  const b = parseDecimalText(right);
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  const decimals = Math.max(a.fraction.length, b.fraction.length);
  const difference = scaled(a, decimals) - scaled(b, decimals);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}
