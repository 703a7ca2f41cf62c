import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, formatFigure } from './canonical-json.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [50_000, '50000'],
  [0.1 + 0.2, '0.3'],
  [1e-7, '0.0000001'],
  [-0.0000004, '-0.0000004'],
  [123_456_789.123, '123456790'],
  [1e21, '1000000000000000000000'],
])('writes %d as %s', (value, text) => {
  expect(formatFigure(value)).toBe(text);
});

it('stops on a number that is none', () => {
  expect(() => formatFigure(Number.NaN)).toThrow('finite');
});

it('writes every finite number as plain JSON of eight digits', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
      (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-80);
        const text = formatFigure(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-7);
      },
    ),
  );
});

it('sorts keys by code unit and puts the named ones first', () => {
  expect(canonicalJson({ b: 1, a: [{ z: null, y: 'ä' }], B: true }, ['b'])).toBe(
    '{"b":1,"B":true,"a":[{"y":"ä","z":null}]}',
  );
});
