import { expect, it } from 'vitest';
import { asStrategyId, asSymbolId } from '../kernel/ids.ts';
import { money } from '../kernel/decimal.ts';
import { Ledger } from '../portfolio/ledger.ts';

it('funding stands in total, symbol and strategy alike, and survives a restart', () => {
  const owner = { symbol: asSymbolId('BTC/USDT'), strategyId: asStrategyId('alpha') };
  const ledger = new Ledger();
  ledger.payFunding(owner, money('-1.25'));
  ledger.payFunding(owner, money('0.75'));
  const totals = ledger.totals();
  expect(totals).toMatchObject({
    ...{ realised: 0n, fees: 0n, net: money('-0.5') },
    bySymbol: [{ net: money('-0.5') }],
    byStrategy: [{ net: money('-0.5'), trades: 0 }],
  });
  const restored = new Ledger(totals);
  restored.payFunding(owner, money('0.5'));
  expect(restored.net).toBe(0n);
});
