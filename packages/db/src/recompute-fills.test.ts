import { expect, it } from 'vitest';
import { money } from '@quarterdeck/core/kernel/decimal';
import { recomputeFills } from './recompute-fills.ts';
import { openTestMemory } from './testing/open-test-memory.ts';
import { sampleFill, totalsAfter } from './testing/sample-records.ts';

it('adds the stored fills up to the last of sixteen digits', () => {
  const memory = openTestMemory();
  const fills = ['0.1000000000000001', '0.2', '-0.3000000000000003'].map((net, index) =>
    sampleFill(index + 1, money(net)),
  );
  for (const [index, fill] of fills.entries()) {
    memory.write([{ type: 'RecordFill', fill, totals: totalsAfter(fills.slice(0, index + 1)) }], 1);
  }
  const sums = recomputeFills(memory.database);
  expect(sums.count).toBe(3);
  expect(sums.net).toBe(money('-0.0000000000000002'));
  expect([...sums.bySymbol.values()].reduce((sum, net) => sum + net, 0n)).toBe(sums.net);
  expect([...sums.byStrategy.values()].reduce((sum, net) => sum + net, 0n)).toBe(sums.net);
});

it('says zero of a desk that has never traded', () => {
  expect(recomputeFills(openTestMemory().database)).toMatchObject({ count: 0, net: 0n, cash: 0n });
});
