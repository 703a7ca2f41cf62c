import { divideHalfEven, UNIT_DECIMALS } from '@quarterdeck/core/kernel/decimal';
import type { ColumnBlock } from '@quarterdeck/core/model/columns';
import type { FieldScanner } from './field-scanner.ts';

/** Turns the lines of one format into rows of a block that is filled again and again. */
export interface RowParser {
  readonly block: ColumnBlock;
  /** A second row with the stamp of the row before is a defect of the file. */
  readonly isUniqueByTs: boolean;
  /** Takes an ordinary line; false, scanner anywhere, for one that needs the strict way. */
  takeRow(scanner: FieldScanner, row: number): boolean;
  /** The authority: puts the row or says in a word why it is none. */
  putFields(fields: readonly string[], row: number): string | undefined;
  /** A size did not fit with all its decimals and was rounded. */
  readonly hasRounded: boolean;
}

/** A size that does not fit a column at these decimals: the file must be read again with fewer. */
export class SizeTooLargeError extends Error {
  override readonly name = 'SizeTooLargeError';

  constructor(readonly decimals: number) {
    super(`sizes fit with ${decimals} decimals at most`);
  }
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** A column of prices ends at 90,071,992. */
export const fitsColumn = (price: bigint): boolean => price <= MOST;

export const PRICE_TOO_LARGE = `PRICE_TOO_LARGE max=${MOST / 10n ** BigInt(UNIT_DECIMALS)}`;
export const sizeTooFine = (maxDecimals: number): string =>
  `SIZE_TOO_FINE maxDecimals=${maxDecimals}`;

const unitsPer = (decimals: number): bigint => 10n ** BigInt(UNIT_DECIMALS - decimals);

/** Size in column units; `undefined` when it has more digits than `decimals` keep. Throws SizeTooLargeError. */
export function exactSizeUnits(size: bigint, decimals: number): number | undefined {
  const units = roundedSizeUnits(size, decimals);
  return BigInt(units) * unitsPer(decimals) === size ? units : undefined;
}

/** The same, rounded half to even. A decimal has 15 digits before the point at most: whole units always fit. */
export function roundedSizeUnits(size: bigint, decimals: number): number {
  const units = divideHalfEven(size, unitsPer(decimals));
  if (units <= MOST) return Number(units);
  let fitting = decimals - 1;
  while (fitting > 0 && divideHalfEven(size, unitsPer(fitting)) > MOST) fitting -= 1;
  throw new SizeTooLargeError(fitting);
}
