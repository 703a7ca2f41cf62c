import { describe, expect, it } from 'vitest';
import { money, ZERO_MONEY } from '@quarterdeck/core/kernel/decimal';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import { VirtualClock } from '../adapters/system/virtual-clock.ts';
import { BTC } from './testing/orders.ts';
import { emptyView } from './testing/stub-desk.ts';
import { StubMemory } from './testing/stub-memory.ts';
import { TiesOutCheck } from './ties-out-check.ts';

function setUp(storedNet: bigint) {
  const memory = new StubMemory();
  const dispatched: DeskEventBody[] = [];
  const net = money('1.0000000000000001');
  let isFirst = true;
  const check = new TiesOutCheck({
    clock: new VirtualClock(1_000),
    memory: {
      sumFillsAfter: (cursor) => {
        const part = isFirst ? { count: 1, net: storedNet } : { count: 0, net: 0n };
        isFirst = false;
        return { cursor: cursor + part.count, ...part };
      },
    },
    totals: () => ({
      ...emptyView.totals,
      fills: 1,
      net,
      bySymbol: [{ symbol: BTC, net }],
      byStrategy: [],
    }),
    commit: () => true,
    dispatch: (body) => dispatched.push(body),
  });
  return { check, dispatched, memory, net };
}

describe('ties-out check', () => {
  it('locks once when one of the four sums differs in the last digit', () => {
    const { check, dispatched } = setUp(money('1'));
    check.check();
    check.check();
    expect(check.result).toMatchObject({ ok: false, total: '1.0000000000000001', fills: '1' });
    expect(dispatched).toEqual([
      { type: 'TradingLocked', level: 'lock', reason: 'LEDGER_DOES_NOT_TIE_OUT', by: 'desk' },
    ]);
  });

  it('shows every sum, also the one by strategy that is missing', () => {
    const { check } = setUp(ZERO_MONEY);
    check.check();
    expect(check.result).toMatchObject({ symbols: '1.0000000000000001', strategies: '0' });
  });
});
