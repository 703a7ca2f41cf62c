import { formatMoney } from './money.ts';

const MOST_DECIMALS = 10;

/** A float of unknown size to six digits that count, thousands separated, without zeros at its end. */
export function formatShort(value: number): string {
  if (value === 0) return '0';
  const digits = Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, 5 - digits));
  const text = value.toFixed(decimals);
  return formatMoney(decimals === 0 ? text : text.replace(/\.?0+$/, ''), {
    decimals: decimalsOf(text),
  });
}

function decimalsOf(text: string): number {
  return text.replace(/\.?0+$/, '').split('.')[1]?.length ?? 0;
}
