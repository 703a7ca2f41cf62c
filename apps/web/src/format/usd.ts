import { formatMoney } from './money.ts';

/** US dollars of tokens, to a hundredth of a cent. */
export const formatUsd = (text: string): string => `$${formatMoney(text, { decimals: 4 })}`;
