import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { compareDecimals, isZeroDecimal, parseDecimalText } from '../../format/decimal-text.ts';

/** Why this text cannot be a stop price; undefined when it can. */
export function checkStop(text: string): string | undefined {
  const parsed = parseDecimalText(text);
  if (!parsed || parsed.isNegative) return 'A plain decimal, such as 98120.50';
  if (parsed.fraction.length > 8) return 'At most 8 decimals';
  return isZeroDecimal(text) ? 'Above zero' : undefined;
}

/** A stop at or past the mark closes with the next quote. */
export function firesAtOnce(
  text: string,
  { side, markPrice }: Pick<PositionRow, 'side' | 'markPrice'>,
): boolean {
  const order = compareDecimals(text, markPrice);
  return side === 'long' ? order >= 0 : order <= 0;
}
