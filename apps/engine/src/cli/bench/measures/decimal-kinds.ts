import {
  addMoney,
  asPrice,
  asQty,
  notional,
  toFloat,
  ZERO_MONEY,
} from '@quarterdeck/core/kernel/decimal';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';

const OPERATIONS = 1_000_000;
/** Powers of two, so that an index wraps by a mask. */
const VALUES = 1_024;

const PRICES = Array.from({ length: VALUES }, (_, index) =>
  asPrice(BigInt(6_712_345_000_000 + index * 1_000_000)),
);
const SIZES = Array.from({ length: VALUES }, (_, index) =>
  asQty(BigInt(1_000_000 + index * 1_000)),
);
const FLOAT_PRICES = PRICES.map(toFloat);
const FLOAT_SIZES = SIZES.map(toFloat);
/** Cents and thousandths: whole numbers whose product stays exact in a float. */
const TICK_PRICES = FLOAT_PRICES.map((price) => Math.round(price * 100));
const TICK_SIZES = FLOAT_SIZES.map((size) => Math.round(size * 1_000));

let kept: unknown;

function sumScaled(): number {
  let sum = ZERO_MONEY;
  for (let index = 0; index < OPERATIONS; index += 1) {
    const price = PRICES[index & (VALUES - 1)];
    const size = SIZES[(index * 7) & (VALUES - 1)];
    if (price !== undefined && size !== undefined) sum = addMoney(sum, notional(price, size));
  }
  kept = sum;
  return OPERATIONS;
}

function sumNumbers(prices: readonly number[], sizes: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < OPERATIONS; index += 1) {
    sum += (prices[index & (VALUES - 1)] ?? 0) * (sizes[(index * 7) & (VALUES - 1)] ?? 0);
  }
  kept = sum;
  return OPERATIONS;
}

const measure = (library: string, work: () => number): Measure => ({
  name: `decimal.${library}_ops_per_s`,
  unit: 'ops/s',
  run: ({ ports, isQuick }: BenchContext): Figure => {
    const figure = measureRate({ clock: ports.clock, times: isQuick ? 5 : 15, work });
    // Looked at once, so that the compiler cannot leave the work out.
    return {
      ...figure,
      details: { ...figure.details, operation: 'sum += price * qty', kept: typeof kept },
    };
  },
});

/** What exact money costs, against what it could have been. */
export const decimalKinds: readonly Measure[] = [
  measure('scaled_bigint', sumScaled),
  measure('float64', () => sumNumbers(FLOAT_PRICES, FLOAT_SIZES)),
  measure('integer_in_number', () => sumNumbers(TICK_PRICES, TICK_SIZES)),
];
