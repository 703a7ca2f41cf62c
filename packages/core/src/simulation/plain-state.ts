import {
  asMoney,
  asQty,
  formatMoney,
  formatUnits,
  MONEY_DECIMALS,
  parseScaled,
  UNIT_DECIMALS,
} from '../kernel/decimal.ts';
import { Fault } from '../kernel/ensure.ts';

/** The same shape with every exact decimal as its shortest text: what JSON can carry without loss. */
export type Plain<TValue> = TValue extends bigint
  ? string
  : TValue extends string | number | boolean | null | undefined
    ? TValue
    : TValue extends readonly (infer TItem)[]
      ? readonly Plain<TItem>[]
      : { readonly [TKey in keyof TValue]: Plain<TValue[TKey]> };

/** Fields that hold decimals. Names decide, so that the stored text stays readable for a person. */
const UNIT_FIELDS: ReadonlySet<string> = new Set([
  'bid',
  'ask',
  'bidQty',
  'askQty',
  'price',
  'stopPrice',
  'qty',
  'filledQty',
  'queueAhead',
  'takenBid',
  'takenAsk',
]);
const MONEY_FIELDS: ReadonlySet<string> = new Set(['fee', 'costQuote']);
/** Figures of a refusal are text already and may carry the names above. */
const OPAQUE_FIELDS: ReadonlySet<string> = new Set(['numbers']);

type Fields = Record<string, unknown>;

/** Plain loops: a book of a hundred thousand orders passes here at every start. */
function mapFields(value: object, convert: (name: string, field: unknown) => unknown): Fields {
  const source = value as Fields;
  const target: Fields = {};
  for (const name of Object.keys(source)) {
    const field = source[name];
    if (field !== undefined) target[name] = OPAQUE_FIELDS.has(name) ? field : convert(name, field);
  }
  return target;
}

function encodeField(name: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return encodeValue(value);
  if (UNIT_FIELDS.has(name)) return formatUnits(asQty(value));
  if (MONEY_FIELDS.has(name)) return formatMoney(asMoney(value));
  throw new Fault(`decimal in a field without a scale: ${name}`);
}

function encodeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(encodeValue) : mapFields(value, encodeField);
}

const CODE_0 = 48;
const CODE_9 = 57;
const CODE_POINT = 46;
const isDigit = (code: number): boolean => code >= CODE_0 && code <= CODE_9;

/**
 * The exact value of short unsigned text as a whole number, without patterns: nearly all a book holds.
 * Undefined for anything else, which `parseScaled` then judges.
 */
function decodeShort(text: string, decimals: number): bigint | undefined {
  const { length } = text;
  if (text.startsWith('0') && isDigit(text.charCodeAt(1))) return undefined;
  let value = 0;
  let point = length;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) value = value * 10 + (code - CODE_0);
    else if (code === CODE_POINT && point === length && at > 0 && at < length - 1) point = at;
    else return undefined;
  }
  const missing = decimals - Math.max(0, length - point - 1);
  const scaled = value * 10 ** missing;
  // Every step up to here was exact: a larger one before would have left a larger result.
  return length > 0 && missing >= 0 && scaled <= Number.MAX_SAFE_INTEGER
    ? BigInt(scaled)
    : undefined;
}

function decodeDecimal(text: string, decimals: number): bigint {
  const short = decodeShort(text, decimals);
  if (short !== undefined) return short;
  const result = parseScaled(text, decimals);
  if (!result.ok) throw new Fault(`stored decimal is malformed: ${text.slice(0, 40)}`);
  return result.value;
}

function decodeField(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return decodeValue(value);
  if (UNIT_FIELDS.has(name)) return decodeDecimal(value, UNIT_DECIMALS);
  return MONEY_FIELDS.has(name) ? decodeDecimal(value, MONEY_DECIMALS) : value;
}

function decodeValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(decodeValue) : mapFields(value, decodeField);
}

export const toPlain = <TValue>(value: TValue): Plain<TValue> =>
  encodeValue(value) as Plain<TValue>;

/** Undoes `toPlain`. Throws Fault when a decimal does not parse. */
export const fromPlain = <TValue>(value: Plain<TValue>): TValue => decodeValue(value) as TValue;
