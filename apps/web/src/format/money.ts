import { groupThousands, isZeroDecimal, parseDecimalText, roundDecimal } from './decimal-text.ts';

const MINUS = '−';

export interface MoneyFormat {
  /** Decimals shown; the exact text stays on hover and on copy. */
  readonly decimals?: number;
  /** `always` puts a plus on gains: for every profit and loss. */
  readonly sign?: 'always' | 'negative';
}

/** Text that is no decimal comes back as it is: a figure is never replaced by a guess. */
export function formatMoney(text: string, { decimals = 2, sign = 'negative' }: MoneyFormat = {}) {
  const parsed = parseDecimalText(text);
  if (!parsed) return text;
  const rounded = roundDecimal(parsed, decimals);
  const digits = groupThousands(rounded.whole) + (decimals > 0 ? `.${rounded.fraction}` : '');
  if (isZeroDecimal(text)) return digits;
  if (parsed.isNegative) return MINUS + digits;
  return sign === 'always' ? `+${digits}` : digits;
}

/** Thousands separated, the fraction exactly as the venue wrote it, filled up to the tick's decimals. */
export function formatPrice(text: string, tickSize?: string): string {
  const parsed = parseDecimalText(text);
  if (!parsed) return text;
  const decimals = tickSize ? (parseDecimalText(tickSize)?.fraction.length ?? 0) : 0;
  const fraction = parsed.fraction.padEnd(decimals, '0');
  const digits = groupThousands(parsed.whole) + (fraction ? `.${fraction}` : '');
  return parsed.isNegative ? MINUS + digits : digits;
}

/** A quantity without the zeros that say nothing. */
export function formatQuantity(text: string): string {
  return formatPrice(text.includes('.') ? text.replace(/\.?0+$/, '') : text);
}

/** An average price rounded to its tick's decimals for the eye; without a tick it stays as it is. */
export function formatAtTick(text: string, tickSize: string | undefined): string {
  const tick = tickSize === undefined ? undefined : parseDecimalText(tickSize);
  if (!tick) return formatPrice(text);
  const decimals = tick.fraction.replace(/0+$/, '').length;
  return formatMoney(text, { decimals });
}
