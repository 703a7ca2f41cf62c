import { keyOrderOf } from './key-order.ts';
import { tagBigint, tagNumber, tagString } from './tagged-json.ts';

function writeArray(values: readonly unknown[]): string {
  let text = '[';
  for (let at = 0; at < values.length; at += 1) {
    text += at === 0 ? writeCanonical(values[at]) : `,${writeCanonical(values[at])}`;
  }
  return `${text}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const { key, head } of keyOrderOf(Object.keys(value)).sorted) {
    const field = value[key];
    if (field === undefined) continue;
    text += text === '{' ? head + writeCanonical(field) : `,${head}${writeCanonical(field)}`;
  }
  return `${text}}`;
}

/** Letters, digits and the marks of ids, symbols and prices: the same with and without escapes. */
const PLAIN = /^[\w .,:;/+|()[\]{}%=<>@!?*&~^$-]*$/;

const writeString = (value: string): string =>
  PLAIN.test(value) ? `"${value}"` : JSON.stringify(tagString(value));

/** One text for equal values, whatever order their keys were set in; absent and undefined are the same. */
export function writeCanonical(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `"${tagBigint(value)}"`;
    case 'string':
      return writeString(value);
    case 'number': {
      const tagged = tagNumber(value);
      return tagged === undefined ? String(value) : `"${tagged}"`;
    }
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? writeArray(value as readonly unknown[])
        : writeObject(value as Readonly<Record<string, unknown>>);
    default:
      return 'null';
  }
}
