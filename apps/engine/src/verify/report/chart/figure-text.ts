import { groupThousands } from '../../../backtest/figure-text.ts';

const DIGITS = 4;

const shortened = (value: number): string => String(Number(value.toPrecision(DIGITS)));

/** A figure at an axis: `0.05`, `2,500`, `1.5M`; four digits at most. */
export function figureText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e12 || (size > 0 && size < 1e-4)) return value.toExponential().replace('e+', 'e');
  if (size >= 1e9) return `${shortened(value / 1e9)}G`;
  if (size >= 1e6) return `${shortened(value / 1e6)}M`;
  const [whole = '', fraction] = shortened(value).split('.');
  return groupThousands(whole) + (fraction === undefined ? '' : `.${fraction}`);
}
