import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asMoney,
  asPrice,
  asQty,
  ceilToTick,
  convert,
  divideHalfEven,
  floorToStep,
  floorToTick,
  formatMoney,
  formatUnits,
  inverseRate,
  money,
  notional,
  parsePrice,
  parseQty,
  parseScaled,
  price,
  qty,
  rate,
  signedQty,
} from './decimal.ts';

describe('decimals', () => {
  it.each([
    ['61837.63000000', '61837.63'],
    ['0.00141342', '0.00141342'],
    ['000123.4500', '123.45'],
    ['1', '1'],
  ])('%s reads as %s', (text, shortest) => {
    expect(formatUnits(price(text))).toBe(shortest);
  });

  it.each([
    ['NaN', 'DECIMAL_MALFORMED'],
    ['1e5', 'DECIMAL_MALFORMED'],
    ['', 'DECIMAL_MALFORMED'],
    [' 1', 'DECIMAL_MALFORMED'],
    ['1.', 'DECIMAL_MALFORMED'],
    ['Infinity', 'DECIMAL_MALFORMED'],
    ['-1', 'DECIMAL_NOT_POSITIVE'],
    ['0', 'DECIMAL_NOT_POSITIVE'],
    ['0.00000000', 'DECIMAL_NOT_POSITIVE'],
    ['0.000000001', 'DECIMAL_TOO_LONG'],
    ['1234567890123456', 'DECIMAL_TOO_LONG'],
  ])('%j is refused as a price with %s', (text, code) => {
    expect(parsePrice(text)).toMatchObject({ ok: false, code });
    expect(parseQty(text)).toMatchObject({ ok: false, code });
  });

  it('reads every plain decimal as its digits say, and nothing else', () => {
    const plain = /^(-?)(\d+)(?:\.(\d+))?$/;
    const digits = fc.string({ unit: fc.constantFrom('0', '0', '1', '9'), maxLength: 20 });
    const text = fc
      .tuple(fc.constantFrom('', '-', '--'), digits, fc.constantFrom('', '.', '..', ','), digits)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.constantFrom(8, 16), (given, decimals) => {
        const [, sign = '', whole = '', fraction = ''] = plain.exec(given) ?? [];
        const kept = fraction.replace(/0+$/, '');
        const isLong = kept.length > decimals || whole.replace(/^0+/, '').length > 15;
        const expected =
          whole === ''
            ? { code: 'DECIMAL_MALFORMED' }
            : isLong
              ? { code: 'DECIMAL_TOO_LONG' }
              : { value: BigInt(`${whole}${kept.padEnd(decimals, '0')}`) * (sign ? -1n : 1n) };
        expect(parseScaled(given, decimals)).toMatchObject(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('text, scaled integer and text again are the same number', () => {
    const scaled = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n });
    fc.assert(
      fc.property(scaled, (value) => {
        expect(signedQty(formatUnits(asQty(value)))).toBe(value);
        expect(money(formatMoney(asMoney(value)))).toBe(value);
      }),
    );
  });

  it('price times quantity loses nothing', () => {
    expect(formatMoney(notional(price('0.00000001'), qty('0.00000001')))).toBe(
      '0.0000000000000001',
    );
    expect(formatMoney(notional(price('61837.63'), qty('0.02')))).toBe('1236.7526');
  });

  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [8n, 3n, 3n],
    [-8n, 3n, -3n],
    [1n, 3n, 0n],
  ])('%s / %s rounds half to even to %s', (dividend, divisor, quotient) => {
    expect(divideHalfEven(dividend, divisor)).toBe(quotient);
  });

  it('rounding never moves further than half a unit', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (dividend, divisor) => {
        const error = divideHalfEven(dividend, divisor) * divisor - dividend;
        expect((error < 0n ? -error : error) * 2n <= divisor).toBe(true);
      }),
    );
  });

  it('yen become dollars at one over the price', () => {
    expect(formatMoney(convert(money('14800'), inverseRate(price('148'))))).toBe(
      '100.00000000000064',
    );
    expect(formatMoney(convert(money('-10'), rate('0.5')))).toBe('-5');
  });

  it('steps and ticks round toward the side that was asked for', () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(positive, positive, (value, step) => {
        const below = floorToTick(asPrice(value), asPrice(step));
        const above = ceilToTick(asPrice(value), asPrice(step));
        expect(below <= value && value <= above).toBe(true);
        expect(below % step === 0n && above % step === 0n && above - below <= step).toBe(true);
        expect(floorToStep(asQty(value), asQty(step))).toBe(below);
      }),
    );
  });
});
