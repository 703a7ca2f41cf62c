import { keyOrderOf } from './key-order.ts';

/** What kind of value follows, so that `1`, `1n`, `"1"` and `[1]` are four things. */
const TAG = {
  none: 1,
  true: 2,
  false: 3,
  integer: 4,
  float: 5,
  notANumber: 6,
  bigint: 7,
  moreOfBigint: 8,
  string: 9,
  array: 10,
  object: 11,
  end: 12,
} as const;

const bits = new ArrayBuffer(8);
const asFloat = new Float64Array(bits);
const asBigint = new BigInt64Array(bits);
const asWords = new Int32Array(bits);
const BIGINT_BITS = 64;

const finished = (lane: number, length: number): number => {
  let mixed = lane ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

const hex = (word: number): string => word.toString(16).padStart(8, '0');

/**
 * 64 bits over a value as it lies in memory, without making a text of it first: equal values have equal bits whatever
 * order their keys were set in, absent and undefined are the same. Finds accidents, resists nobody.
 *
 * Two lanes of MurmurHash3 (Austin Appleby, public domain): the mixing of its 32-bit form, and of the second lane of
 * its 128-bit form. https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export class StructureHash {
  #left = 0;
  #right = 0x9747b28c;
  #words = 0;

  add(value: unknown): this {
    this.#add(value);
    return this;
  }

  /** Of everything added so far. */
  toString(): string {
    const left = finished(this.#left, this.#words);
    return hex(left) + hex(finished(this.#right, this.#words ^ left));
  }

  #add(value: unknown): void {
    switch (typeof value) {
      case 'number':
        this.#addNumber(value);
        return;
      case 'bigint':
        this.#addBigint(value);
        return;
      case 'string':
        this.#addString(value);
        return;
      case 'boolean':
        this.#mix(value ? TAG.true : TAG.false);
        return;
      case 'object':
        if (value === null) this.#mix(TAG.none);
        else if (Array.isArray(value)) this.#addArray(value as readonly unknown[]);
        else this.#addObject(value);
        return;
      default:
        this.#mix(TAG.none);
    }
  }

  #mix(word: number): void {
    const left = Math.imul(word, 0xcc9e2d51);
    this.#left ^= Math.imul((left << 15) | (left >>> 17), 0x1b873593);
    this.#left = (Math.imul((this.#left << 13) | (this.#left >>> 19), 5) + 0xe6546b64) | 0;
    const right = Math.imul(word, 0xab0e9789);
    this.#right ^= Math.imul((right << 16) | (right >>> 16), 0x38b34ae5);
    this.#right = (Math.imul((this.#right << 17) | (this.#right >>> 15), 5) + 0x0bcaa747) | 0;
    this.#words += 1;
  }

  #addNumber(value: number): void {
    if ((value | 0) === value && !Object.is(value, -0)) {
      this.#mix(TAG.integer);
      this.#mix(value);
      return;
    }
    // There are many of them in memory, and one in meaning.
    if (Number.isNaN(value)) {
      this.#mix(TAG.notANumber);
      return;
    }
    asFloat[0] = value;
    this.#mix(TAG.float);
    this.#mixBoth();
  }

  #addBigint(value: bigint): void {
    this.#mix(TAG.bigint);
    let rest = value;
    for (;;) {
      asBigint[0] = rest;
      this.#mixBoth();
      if (BigInt.asIntN(BIGINT_BITS, rest) === rest) return;
      rest >>= BigInt(BIGINT_BITS);
      this.#mix(TAG.moreOfBigint);
    }
  }

  #mixBoth(): void {
    this.#mix(asWords[0] ?? 0);
    this.#mix(asWords[1] ?? 0);
  }

  #addString(value: string): void {
    const { length } = value;
    this.#mix(TAG.string);
    this.#mix(length);
    for (let at = 0; at + 1 < length; at += 2) {
      this.#mix(value.charCodeAt(at) | (value.charCodeAt(at + 1) << 16));
    }
    if (length % 2 === 1) this.#mix(value.charCodeAt(length - 1));
  }

  #addArray(values: readonly unknown[]): void {
    this.#mix(TAG.array);
    this.#mix(values.length);
    for (const value of values) this.#add(value);
  }

  #addObject(value: object): void {
    const { sorted } = keyOrderOf(Object.keys(value));
    const fields = Object.values(value) as readonly unknown[];
    this.#mix(TAG.object);
    for (const { place, mark } of sorted) {
      const field = fields[place];
      if (field === undefined) continue;
      this.#mix(mark);
      this.#add(field);
    }
    this.#mix(TAG.end);
  }
}
