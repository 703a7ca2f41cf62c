import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StructureHash } from './structure-hash.ts';
import { writeCanonical } from './write-canonical.ts';

const hashOf = (value: unknown): string => new StructureHash().add(value).toString();

const anything = fc.anything({ withBigInt: true });

test('equal values have equal bits whatever the order of their keys', () => {
  expect(hashOf({ b: 1n, a: [true, null, 'x'], c: undefined })).toBe(
    hashOf({ a: [true, null, 'x'], b: 1n }),
  );
});

test('values of different kinds never share their bits', () => {
  const kinds = [1, 1n, '1', '#1', 1.5, -0, 0, NaN, 'NaN', Infinity, null, true, 'true', [], {}];
  const nested = [
    [1],
    [[1]],
    { a: 1 },
    { b: 1 },
    { a: { b: 1 } },
    [{ a: 1 }],
    [1, 1],
    '',
    [[], []],
  ];
  const bits = [...kinds, ...nested].map(hashOf);
  expect(new Set(bits).size).toBe(bits.length);
});

test('a bigint counts to its last bit, however long it is', () => {
  const edges = [
    0n,
    1n,
    -1n,
    2n ** 63n,
    -(2n ** 63n),
    2n ** 64n - 1n,
    2n ** 64n,
    2n ** 128n,
    -(2n ** 64n),
  ];
  const bits = edges.flatMap((edge) => [edge, edge + 1n]).map(hashOf);
  expect(new Set(bits).size).toBe(new Set(edges.flatMap((edge) => [edge, edge + 1n])).size);
});

test('two values have the same bits exactly when they have the same canonical text', () => {
  fc.assert(
    fc.property(anything, anything, (left, right) => {
      expect(hashOf(left) === hashOf(right)).toBe(writeCanonical(left) === writeCanonical(right));
      expect(hashOf(structuredClone(left))).toBe(hashOf(left));
    }),
  );
});

test('every single character and every single digit changes the bits', () => {
  const row = { symbol: 'BTC/USDT', qty: 123_456_789_012_345_678n, ts: 1_700_000_000_123, p: 0.25 };
  const variants = [
    row,
    { ...row, symbol: 'BTC/USDC' },
    { ...row, qty: row.qty + 1n },
    { ...row, ts: row.ts + 1 },
    { ...row, p: 0.250_000_000_000_000_1 },
  ].map(hashOf);
  expect(new Set(variants).size).toBe(variants.length);
});
