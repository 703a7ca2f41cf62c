import { denied, parsed, type Parsed } from './verdict.ts';

declare const unit: unique symbol;
type Scaled<TUnit extends string> = bigint & { readonly [unit]: TUnit };

/**
 * Exact decimals as scaled integers (decision record 0002).
 * Price and quantity carry 8 decimals, money 16, so price times quantity is exact without a division.
 */
export type Price = Scaled<'price'>;
/** Base units, 8 decimals; signed where a position or an intent says so, otherwise positive. */
export type Qty = Scaled<'qty'>;
/** Quote or account currency, 16 decimals, signed. */
export type Money = Scaled<'money'>;
/** Account currency per unit of quote currency, 16 decimals. */
export type Rate = Scaled<'rate'>;

export const UNIT_DECIMALS = 8;
export const MONEY_DECIMALS = 16;
const UNIT = 10n ** 8n;
const MONEY_UNIT = 10n ** 16n;
const MAX_INTEGER_DIGITS = 15;

export const asPrice = (scaled: bigint): Price => scaled as Price;
export const asQty = (scaled: bigint): Qty => scaled as Qty;
export const asMoney = (scaled: bigint): Money => scaled as Money;
export const asRate = (scaled: bigint): Rate => scaled as Rate;

export const ZERO_QTY: Qty = asQty(0n);
export const ZERO_MONEY: Money = asMoney(0n);
export const RATE_ONE: Rate = asRate(MONEY_UNIT);

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const MINUS = 45;
/** That many digits are exact as a float. */
const FLOAT_DIGITS = 15;
const POWERS_OF_TEN = Array.from(
  { length: MONEY_DECIMALS + 1 },
  (_, zeros) => 10n ** BigInt(zeros),
);

/** Where the point stands in `-?digits(.digits)?`, or the length without one; -1 for any other text. */
function findPoint(text: string, start: number): number {
  let point = text.length;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) continue;
    if (code !== POINT || point !== text.length) return -1;
    point = at;
  }
  return point === start || point === text.length - 1 ? -1 : point;
}

/** Digits without a sign or a point, as an integer. */
const parseDigits = (digits: string): bigint =>
  digits.length <= FLOAT_DIGITS ? BigInt(Number(digits)) : BigInt(digits);

/**
 * Scaled integer of a plain decimal text; refuses exponents, NaN, blanks and more digits than the scale holds.
 * By character and not by pattern: a start reads a hundred thousand of them.
 */
export function parseScaled(text: string, decimals: number): Parsed<bigint> {
  const isNegative = text.charCodeAt(0) === MINUS;
  const start = isNegative ? 1 : 0;
  const point = findPoint(text, start);
  if (point === -1) return denied('DECIMAL_MALFORMED', { text: text.slice(0, 40) });
  let first = start;
  while (first < point && text.charCodeAt(first) === ZERO) first += 1;
  let end = text.length;
  while (end > point + 1 && text.charCodeAt(end - 1) === ZERO) end -= 1;
  const missing = decimals - Math.max(0, end - point - 1);
  if (point - first > MAX_INTEGER_DIGITS || missing < 0) {
    return denied('DECIMAL_TOO_LONG', { text: text.slice(0, 40), maxDecimals: decimals });
  }
  const digits = parseDigits(text.slice(first, point) + text.slice(point + 1, end));
  const scaled = digits * (POWERS_OF_TEN[missing] ?? 10n ** BigInt(missing));
  return parsed(isNegative ? -scaled : scaled);
}

function parsePositive<TUnit extends bigint>(text: string): Parsed<TUnit> {
  const result = parseScaled(text, UNIT_DECIMALS);
  if (!result.ok) return result;
  if (result.value <= 0n) return denied('DECIMAL_NOT_POSITIVE', { text });
  return parsed(result.value as TUnit);
}

/** A price above zero. */
export const parsePrice = (text: string): Parsed<Price> => parsePositive<Price>(text);
/** A quantity above zero. */
export const parseQty = (text: string): Parsed<Qty> => parsePositive<Qty>(text);

/** Money, any sign. */
function parseMoney(text: string): Parsed<Money> {
  const result = parseScaled(text, MONEY_DECIMALS);
  return result.ok ? parsed(asMoney(result.value)) : result;
}

function orThrow<TValue>(result: Parsed<TValue>): TValue {
  if (!result.ok) throw new RangeError(`${result.code} ${JSON.stringify(result.numbers)}`);
  return result.value;
}

/** For literals and for text that a schema has already checked; throws RangeError otherwise. */
export const price = (text: string): Price => orThrow(parsePrice(text));
export const qty = (text: string): Qty => orThrow(parseQty(text));
export const money = (text: string): Money => orThrow(parseMoney(text));
/** Signed or zero quantity, for stored positions and intents. */
export const signedQty = (text: string): Qty => asQty(orThrow(parseScaled(text, UNIT_DECIMALS)));
export const rate = (text: string): Rate => asRate(orThrow(parseScaled(text, MONEY_DECIMALS)));

/** By character like the reading: every stored row holds half a dozen of them. */
function formatScaled(scaled: bigint, decimals: number): string {
  if (scaled < 0n) return `-${formatScaled(-scaled, decimals)}`;
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  const whole = digits.slice(0, point);
  return end === point ? whole : `${whole}.${digits.slice(point, end)}`;
}

/** Shortest exact text of a price or quantity. */
export const formatUnits = (scaled: Price | Qty): string => formatScaled(scaled, UNIT_DECIMALS);
/** Shortest exact text of money or a rate. */
export const formatMoney = (scaled: Money | Rate): string => formatScaled(scaled, MONEY_DECIMALS);

/** Nearest float, for strategies and charts only; nothing computed from it may return to the ledger. */
export const toFloat = (scaled: Price | Qty): number => Number(scaled) / 1e8;
export const moneyToFloat = (scaled: Money | Rate): number => Number(scaled) / 1e16;

/** Price times quantity in quote currency; exact. */
export const notional = (at: Price, size: Qty): Money => asMoney(at * size);

/** Quotient rounded half to even, so that repeated rounding has no drift. `divisor` > 0. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}

/** Quote currency into account currency, rounded half to even at 16 decimals. */
export function convert(amount: Money, at: Rate): Money {
  if (at === RATE_ONE) return amount;
  return asMoney(divideHalfEven(amount * at, MONEY_UNIT));
}

/** 1 / price as a rate, for a quote currency whose pair names the account currency first (USD/JPY). */
export const inverseRate = (at: Price): Rate => asRate(divideHalfEven(MONEY_UNIT * UNIT, at));
/** Price as a rate, for a pair that names the account currency second (EUR/USD). */
export const directRate = (at: Price): Rate => asRate(at * UNIT);

/** `amount * bps / 10000`; `bpsScaled` has 8 decimals (1 bps = 1e8). Rounded half to even. */
export const bpsOf = (amount: Money, bpsScaled: bigint): Money =>
  asMoney(divideHalfEven(amount * bpsScaled, UNIT * 10_000n));

export const absMoney = (amount: Money): Money => (amount < 0n ? asMoney(-amount) : amount);
export const absQty = (size: Qty): Qty => (size < 0n ? asQty(-size) : size);
export const addMoney = (left: Money, right: Money): Money => asMoney(left + right);
export const subtractMoney = (left: Money, right: Money): Money => asMoney(left - right);

/** Largest multiple of `step` not above `size` (toward zero): an order never grows by rounding. */
export const floorToStep = (size: Qty, step: Qty): Qty => asQty(size - (size % step));

/** Multiple of the tick at or below / at or above a price. */
export const floorToTick = (at: Price, tick: Price): Price => asPrice(at - (at % tick));
export const ceilToTick = (at: Price, tick: Price): Price =>
  at % tick === 0n ? at : asPrice(at - (at % tick) + tick);

/** Float wish of a strategy into base units, rounded to 8 decimals; refuses NaN and infinities. */
export function parseFloatUnits(units: number): Parsed<Qty> {
  if (!Number.isFinite(units) || Math.abs(units) > 1e12) {
    return denied('DECIMAL_MALFORMED', { text: String(units) });
  }
  return parsed(asQty(BigInt(Math.round(units * 1e8))));
}
