import { asMoney, divideHalfEven, money, MONEY_DECIMALS } from '@quarterdeck/core/kernel/decimal';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';

/** What stands where a figure has no value. */
export const NO_FIGURE = 'none';

export const groupThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

export const countText = (count: number): string => groupThousands(String(count));

/** "1 trade", "3 trades". */
export const countOf = (count: number, noun: string): string =>
  `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;

export interface MoneyStyle {
  readonly decimals?: number;
  /** A plus before gains, for every profit and loss. */
  readonly isSigned?: boolean;
}

/** Exact money for the eye: rounded half to even on its digits, thousands separated. */
export function moneyText(
  exact: string,
  { decimals = 2, isSigned = false }: MoneyStyle = {},
): string {
  const scaled = money(exact);
  const rounded = divideHalfEven(scaled, 10n ** BigInt(MONEY_DECIMALS - decimals));
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const text = groupThousands(digits.slice(0, cut)) + (decimals > 0 ? `.${digits.slice(cut)}` : '');
  if (rounded < 0n) return `-${text}`;
  return isSigned && rounded > 0n ? `+${text}` : text;
}

/** Decimals with which the largest of some amounts can be read; one choice for a whole column. */
export function decimalsFor(amounts: readonly string[]): number {
  let largest = 0n;
  for (const exact of amounts) {
    const scaled = money(exact);
    if (scaled > largest) largest = asMoney(scaled);
    else if (-scaled > largest) largest = asMoney(-scaled);
  }
  if (largest === 0n || largest >= money('10')) return 2;
  return largest >= money('0.1') ? 4 : 8;
}

/** A sign only where something is left after rounding: minus zero is no figure. */
function fixed(value: number, decimals: number): string {
  const text = groupFraction(value.toFixed(decimals));
  return Number(value.toFixed(decimals)) === 0 ? text.replace('-', '') : text;
}

function groupFraction(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = groupThousands(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export function ratioText(value: number | null, decimals = 2): string {
  return value === null ? NO_FIGURE : fixed(value, decimals);
}

export function pctText(
  value: number | null,
  { decimals = 2, isSigned = false }: MoneyStyle = {},
): string {
  if (value === null) return NO_FIGURE;
  const text = fixed(value, decimals);
  const sign = isSigned && Number(value.toFixed(decimals)) > 0 ? '+' : '';
  return `${sign}${text} %`;
}

const STEPS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['min', MINUTE_MS],
  ['s', SECOND_MS],
] as const;

/** The two largest units: "30 d", "2 h 5 min", "12 s", "15 ms". */
export function durationText(ms: number | null): string {
  if (ms === null) return NO_FIGURE;
  const first = STEPS.findIndex(([, unitMs]) => ms >= unitMs);
  const [unit, unitMs] = STEPS[first] ?? ['ms', 1];
  const whole = Math.floor(ms / unitMs);
  const [lower, lowerMs] = STEPS[first + 1] ?? [];
  const rest = first < 0 || lowerMs === undefined ? 0 : Math.floor((ms - whole * unitMs) / lowerMs);
  return rest > 0
    ? `${countText(whole)} ${unit} ${String(rest)} ${String(lower)}`
    : `${countText(whole)} ${unit}`;
}

/** UTC to the second, `2024-07-26 14:15:00`. */
export const timeText = (ts: number): string =>
  new Date(ts).toISOString().slice(0, 19).replace('T', ' ');

/** UTC to the minute. */
export const minuteText = (ts: number): string => timeText(ts).slice(0, 16);
