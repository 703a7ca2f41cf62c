import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asMoney, asPrice, asQty, asRate } from '@quarterdeck/core/kernel/decimal';
import { openTestMemory } from '../testing/open-test-memory.ts';
import { sampleFill, totalsAfter } from '../testing/sample-records.ts';

// The largest figures the desk accepts: 15 whole digits.
const MAX_UNITS = 10n ** 23n - 1n;
const MAX_MONEY = 10n ** 31n - 1n;
const units = fc.bigInt({ min: -MAX_UNITS, max: MAX_UNITS });
const money = fc.bigInt({ min: -MAX_MONEY, max: MAX_MONEY }).map(asMoney);

test('every figure the desk can hold is stored to the last digit', () => {
  const memory = openTestMemory();
  let number = 0;
  const figures = fc.record({
    price: units.map(asPrice),
    qty: units.map(asQty),
    fee: money,
    realisedQuote: money,
    rate: money.map(asRate),
    realised: money,
    feeAccount: money,
    net: money,
  });
  fc.assert(
    fc.property(figures, (changed) => {
      number += 1;
      const fill = { ...sampleFill(number), ...changed };
      const totals = totalsAfter([fill]);
      memory.write([{ type: 'RecordFill', fill, totals }], number);
      expect(memory.listFills({ limit: 1 })).toStrictEqual([fill]);
      expect(memory.restoredState().totals).toStrictEqual(totals);
      expect(memory.sumFillsAfter(number - 1).net).toBe(fill.net);
    }),
    { numRuns: 200 },
  );
});
