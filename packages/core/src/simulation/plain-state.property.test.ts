import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MONEY_DECIMALS, parseScaled, UNIT_DECIMALS } from '../kernel/decimal.ts';
import { fromPlain } from './plain-state.ts';

const digits = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength })
    .map((each) => each.join(''));
const decimalText = fc
  .tuple(fc.constantFrom('', '-'), digits(18), fc.option(digits(18)))
  .map(([sign, whole, fraction]) => sign + whole + (fraction === null ? '' : `.${fraction}`));
const oddText = fc.string({
  unit: fc.constantFrom('0', '1', '9', '.', '-', 'e', ' '),
  maxLength: 8,
});
const FIELDS = [
  ['price', UNIT_DECIMALS],
  ['fee', MONEY_DECIMALS],
] as const;

it('reads every stored decimal as the kernel does, and stops on what the kernel refuses', () => {
  fc.assert(
    fc.property(
      fc.oneof(decimalText, oddText),
      fc.constantFrom(...FIELDS),
      (text, [name, scale]) => {
        const wanted = parseScaled(text, scale);
        const read = () => fromPlain<unknown>({ [name]: text });
        if (wanted.ok) expect(read()).toEqual({ [name]: wanted.value });
        else expect(read).toThrow('malformed');
      },
    ),
    { numRuns: 3_000 },
  );
});
