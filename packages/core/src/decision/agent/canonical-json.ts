import { ensureInvariant } from '../../kernel/ensure.ts';

/** What a canonical text may be made of; `undefined` is not among it, so that a missing figure cannot vanish silently. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

const DIGITS = 8;

/**
 * Shortest plain decimal of eight significant digits: no exponent, no minus zero, the same text on every machine.
 * Callers refuse NaN and infinities before; here they are a broken invariant.
 */
export function formatFigure(value: number): string {
  ensureInvariant(Number.isFinite(value), 'a figure in a canonical text is finite');
  const rounded = Number(value.toPrecision(DIGITS));
  if (rounded === 0) return '0';
  const text = String(rounded);
  return text.includes('e') ? plainDecimal(rounded) : text;
}

/** String() turns to exponents from 1e21 and below 1e-6. */
function plainDecimal(value: number): string {
  if (Math.abs(value) >= 1) return BigInt(value).toString();
  const decimals = Math.min(100, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(decimals).replace(/\.?0+$/, '');
}

/** JSON with sorted keys, no blanks and fixed numbers; `first` names keys of the outermost object that come before the rest. */
export function canonicalJson(value: Canonical, first: readonly string[] = []): string {
  if (typeof value === 'number') return formatFigure(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return Array.isArray(value)
    ? writeArray(value as readonly Canonical[])
    : writeObject(value as Readonly<Record<string, Canonical>>, first);
}

function writeArray(items: readonly Canonical[]): string {
  let text = '[';
  for (const item of items) text += text === '[' ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `${text}]`;
}

/** Keys by code unit, which is what sorting does without a locale. */
function keysOf(record: Readonly<Record<string, Canonical>>, first: readonly string[]): string[] {
  const sorted = Object.keys(record).sort();
  if (first.length === 0) return sorted;
  const rest = sorted.filter((key) => !first.includes(key));
  return [...first.filter((key) => key in record), ...rest];
}

function writeObject(
  record: Readonly<Record<string, Canonical>>,
  first: readonly string[],
): string {
  let text = '{';
  for (const key of keysOf(record, first)) {
    const pair = `${JSON.stringify(key)}:${canonicalJson(record[key] ?? null)}`;
    text += text === '{' ? pair : `,${pair}`;
  }
  return `${text}}`;
}
