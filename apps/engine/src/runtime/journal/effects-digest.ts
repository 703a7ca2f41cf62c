import { createHash } from 'node:crypto';
import type { Effect } from '@quarterdeck/core/model/effect';
import { tagBigint, tagNumber, tagString } from './tagged-json.ts';

function writeObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${writeCanonical(field)}`);
  return `{${entries.join(',')}}`;
}

/** One text for equal values, whatever order their keys were set in; absent and undefined are the same. */
export function writeCanonical(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `"${tagBigint(value)}"`;
    case 'string':
      return JSON.stringify(tagString(value));
    case 'number': {
      const tagged = tagNumber(value);
      return tagged === undefined ? String(value) : `"${tagged}"`;
    }
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : writeObject(value);
    default:
      return 'null';
  }
}

/** 64 bits of SHA-1 over the canonical text, as hex: short to store, and no accident makes two alike. */
export function digestEffects(effects: readonly Effect[]): string {
  return createHash('sha1').update(writeCanonical(effects)).digest('hex').slice(0, 16);
}
