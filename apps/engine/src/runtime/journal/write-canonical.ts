import { tagBigint, tagNumber, tagString } from './tagged-json.ts';

interface Shape {
  /** As the object lists them. */
  readonly keys: readonly string[];
  /** In the order they are written, each with its quotes and colon. */
  readonly sorted: readonly (readonly [key: string, head: string])[];
}

/** More shapes than an engine's records have: a program that makes up keys is not remembered for ever. */
const MAX_SHAPES = 2_000;
const shapes = new Map<string, Shape[]>();
let shapeCount = 0;

const isSame = (left: readonly string[], right: readonly string[]): boolean => {
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
};

function makeShape(keys: readonly string[]): Shape {
  const sorted = keys
    .toSorted((left, right) => (left < right ? -1 : 1))
    .map((key): [string, string] => [key, `${JSON.stringify(key)}:`]);
  return { keys, sorted };
}

/** Records of one kind list their keys in the same order: sorting them once is enough. */
function shapeOf(keys: readonly string[]): Shape {
  const bucketKey = `${keys.length} ${keys[0] ?? ''} ${keys[keys.length - 1] ?? ''}`;
  let bucket = shapes.get(bucketKey);
  if (bucket !== undefined) {
    for (const shape of bucket) if (isSame(shape.keys, keys)) return shape;
  } else shapes.set(bucketKey, (bucket = []));
  const shape = makeShape(keys);
  if (shapeCount >= MAX_SHAPES) {
    shapes.clear();
    shapeCount = 0;
    return shape;
  }
  shapeCount += 1;
  bucket.push(shape);
  return shape;
}

function writeArray(values: readonly unknown[]): string {
  let text = '[';
  for (let at = 0; at < values.length; at += 1) {
    text += at === 0 ? writeCanonical(values[at]) : `,${writeCanonical(values[at])}`;
  }
  return `${text}]`;
}

function writeObject(value: Readonly<Record<string, unknown>>): string {
  let text = '{';
  for (const [key, head] of shapeOf(Object.keys(value)).sorted) {
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
