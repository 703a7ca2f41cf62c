import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMoney, asPrice, asQty, rate, type Money } from '../kernel/decimal.ts';
import {
  asClientOrderId,
  asPositionId,
  asStrategyId,
  asSymbolId,
  asTradeId,
  asVenueOrderId,
} from '../kernel/ids.ts';
import type { BookedFill, Fill } from '../model/fill.ts';
import { Ledger } from './ledger.ts';
import { PositionBook } from './position-book.ts';

const symbols = ['BTC/USDT', 'USD/JPY', 'XAU/USD'].map(asSymbolId);
const strategies = ['scalp_a', 'scalp_b', 'scalp_c'].map(asStrategyId);
const rates = [rate('1'), rate('0.0067567567567568'), rate('1.0843')];

const execution = fc.record({
  symbol: fc.nat(2),
  strategy: fc.nat(2),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  price: fc.bigInt({ min: 1n, max: 10n ** 13n }),
  qty: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  fee: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 14n }),
});
type Execution = typeof execution extends fc.Arbitrary<infer TValue> ? TValue : never;

function fillOf(made: Execution, index: number): Fill {
  return {
    tradeId: asTradeId(String(index).padStart(9, '0')),
    clientOrderId: asClientOrderId(`order-${String(index)}`),
    venueOrderId: asVenueOrderId(String(index)),
    symbol: symbols[made.symbol] ?? asSymbolId('none'),
    side: made.side,
    price: asPrice(made.price),
    qty: asQty(made.qty),
    fee: asMoney(made.fee),
    liquidity: 'taker',
    tsEvent: index,
  };
}

function bookAll(executions: readonly Execution[]) {
  const ledger = new Ledger();
  const positions = new PositionBook();
  const booked: BookedFill[] = [];
  for (const [index, made] of executions.entries()) {
    const strategyId = strategies[made.strategy] ?? asStrategyId('none');
    const terms = {
      positionId: asPositionId(`p-${String(index)}`),
      strategyId,
      entry_probability: 0.5,
      entry_units_intent: asQty(made.qty),
      thesis: 'test',
      stopPrice: asPrice(1n),
    };
    const fill = fillOf(made, index);
    const booking = positions.book(fill, terms, rates[made.symbol] ?? rate('1'));
    ledger.book(booking.booked);
    ledger.ensureCashAgrees(fill.symbol, positions.openCostOf(fill.symbol));
    booked.push(booking.booked);
  }
  return { ledger, positions, booked };
}

const sum = (amounts: readonly Money[]): bigint =>
  amounts.reduce((total, next) => total + next, 0n);

describe('the ledger', () => {
  it('ties out to the last digit after any fills: total, symbols, strategies, fills', () => {
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 60 }), (executions) => {
        const { ledger, booked } = bookAll(executions);
        const totals = ledger.totals();
        expect(sum(totals.bySymbol.map((row) => row.net))).toBe(totals.net);
        expect(sum(totals.byStrategy.map((row) => row.net))).toBe(totals.net);
        expect(sum(booked.map((fill) => fill.net))).toBe(totals.net);
        expect(totals.fills).toBe(executions.length);
      }),
    );
  });

  it('holds exactly the signed sum of what was bought and sold', () => {
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 60 }), (executions) => {
        const { positions } = bookAll(executions);
        for (const [index, symbol] of symbols.entries()) {
          const traded = executions
            .filter((made) => made.symbol === index)
            .reduce((net, made) => net + (made.side === 'buy' ? made.qty : -made.qty), 0n);
          expect(positions.netOf(symbol)).toBe(traded);
        }
      }),
    );
  });

  it('is the same after a restart from its stored totals', () => {
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 30 }), (executions) => {
        const { ledger } = bookAll(executions);
        expect(new Ledger(ledger.totals()).totals()).toEqual(ledger.totals());
      }),
    );
  });
});
