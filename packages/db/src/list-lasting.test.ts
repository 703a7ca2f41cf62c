import { expect, it } from 'vitest';
import { asClientOrderId, asStrategyId } from '@quarterdeck/core/kernel/ids';
import type { RecordEffect } from '@quarterdeck/core/model/effect';
import { listLasting } from './list-lasting.ts';
import { openTestMemory } from './testing/open-test-memory.ts';
import { sampleFill, sampleOrder, totalsAfter } from './testing/sample-records.ts';

const orderIn = (state: 'submitted' | 'accepted' | 'filled', id = 'a'): RecordEffect => ({
  type: 'RecordOrder',
  order: { ...sampleOrder, clientOrderId: asClientOrderId(id), state },
});
const fill = sampleFill(1);
const booked: RecordEffect = { type: 'RecordFill', fill, totals: totalsAfter([fill]) };

it('of two records for one row only the later one is written, in its own place', () => {
  const records = [orderIn('submitted'), orderIn('submitted', 'b'), booked, orderIn('filled')];
  expect(listLasting(records)).toEqual([orderIn('submitted', 'b'), booked, orderIn('filled')]);
});

it('what only ever adds a row is never left out', () => {
  const denied: RecordEffect = {
    type: 'RecordControl',
    control: {
      strategyId: asStrategyId('s'),
      entry_enabled: true,
      exit_enabled: true,
      memo: '',
      by: 'test',
      tsUpdated: 1,
      eventSeq: 1,
    },
  };
  expect(listLasting([denied, denied, booked, booked])).toHaveLength(4);
});

it('the tables hold the same after one transaction as after one for each record', () => {
  const records = [orderIn('submitted'), orderIn('accepted'), booked, orderIn('filled')];
  const [together, apart] = [openTestMemory(), openTestMemory()];
  together.write(records, 9);
  for (const record of records) apart.write([record], 9);
  expect(together.restoredState()).toEqual(apart.restoredState());
});
