import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { createCandleRows } from './candle-rows.ts';
import { createQuoteRows } from './quote-rows.ts';
import { RowCursor } from './row-cursor.ts';
import type { RowReader } from './row-reader.ts';
import { createTradeRows } from './trade-rows.ts';

const symbol = asSymbolId('BTC/USDT');

/** Plain decimals, odd ones and rubbish, so that both ways meet what they must refuse. */
const field = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^\d{1,7}(\.\d{1,9})?$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^0*\d{1,18}(\.\d{0,18})?$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+.eE0-9 ]{0,8}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', 'NaN', '1e5', '.5', '5.', '-1', '0', 'buy', '\u{1d7d9}'),
  },
);
const stamp = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000_000_000 }).map(String),
  fc.integer({ min: 0, max: 30_000_000 }).map((bar) => String(bar * 60_000)),
  field,
);
const side = fc.constantFrom('buy', 'sell', 'sel', 'buys', 'BUY', '');
const ending = fc.constantFrom('\n', '\r\n');

interface Case<TRow> {
  readonly reader: RowReader<TRow>;
  readonly fields: fc.Arbitrary<string[]>;
}

/** Whatever the fast way takes, the strict way takes with the same result, and the cursor ends behind the line. */
function expectAgreement<TRow>({ reader, fields }: Case<TRow>): void {
  let taken = 0;
  const property = fc.property(fields, ending, (row, end) => {
    const line = row.join(',') + end;
    const cursor = new RowCursor();
    cursor.load(Buffer.from(`${line}9,9,9\n`));
    const fast = reader.readFast?.(cursor);
    if (fast === undefined) return;
    taken += 1;
    expect(reader.readStrict(row)).toEqual({ ok: true, value: fast });
    expect(cursor.position).toBe(Buffer.byteLength(line));
  });
  fc.assert(property, { numRuns: 3_000, seed: 7 });
  expect(taken).toBeGreaterThan(50);
}

const rowOf = (...fields: fc.Arbitrary<string>[]) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(...fields).map((values) => [...values]) },
    { weight: 1, arbitrary: fc.array(field, { maxLength: 7 }) },
  );

/** Sorts two prices, so that most quotes are not crossed. */
const ordered = (row: string[]) => {
  const [ts = '', first = '', second = '', ...rest] = row;
  return Number(first) > Number(second) ? [ts, second, first, ...rest] : row;
};

/** Puts the extremes where a possible bar has them. */
const possible = (row: string[]) => {
  const prices = row.slice(1, 5).toSorted((left, right) => Number(left) - Number(right));
  const [low = '', open = '', close = '', high = ''] = prices;
  return row.length === 6 ? [row[0] ?? '', open, high, low, close, row[5] ?? ''] : row;
};

describe('the fast and the strict way of reading a row', () => {
  it('agree on quotes', () => {
    expectAgreement({
      reader: createQuoteRows(symbol, false),
      fields: rowOf(stamp, field, field).map(ordered),
    });
  });

  it('agree on quotes with sizes', () => {
    expectAgreement({
      reader: createQuoteRows(symbol, true),
      fields: rowOf(stamp, field, field, field, field).map(ordered),
    });
  });

  it('agree on trades', () => {
    expectAgreement({
      reader: createTradeRows(symbol),
      fields: rowOf(stamp, field, field, side),
    });
  });

  it('agree on candles', () => {
    expectAgreement({
      reader: createCandleRows({ symbol, timeframeMs: 60_000 }),
      fields: rowOf(stamp, field, field, field, field, field).map(possible),
    });
  });
});
