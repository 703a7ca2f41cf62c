import { z } from 'zod';

/** Plain decimal text; `decimals` and 15 whole digits are the most the desk can hold exactly. */
const decimalText = (pattern: RegExp, meaning: string) =>
  z.string().max(40).regex(pattern, `must be ${meaning}`);

export const signedDecimalSchema = decimalText(
  /^-?\d{1,15}(\.\d{1,16})?$/,
  'a plain decimal with at most 16 decimals',
);

/** Above zero, at most 8 decimals: prices and quantities. */
export const positiveDecimalSchema = decimalText(
  /^(?=.*[1-9])\d{1,15}(\.\d{1,8})?$/,
  'a decimal above zero with at most 8 decimals',
);

/** Zero or above, at most 16 decimals: limits in account currency. */
export const amountSchema = decimalText(
  /^\d{1,15}(\.\d{1,16})?$/,
  'a decimal of zero or above with at most 16 decimals',
);

/** Above zero, at most 16 decimals: limits that would forbid everything at zero. */
export const positiveAmountSchema = decimalText(
  /^(?=.*[1-9])\d{1,15}(\.\d{1,16})?$/,
  'a decimal above zero with at most 16 decimals',
);
