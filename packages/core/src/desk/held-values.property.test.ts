import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asMoney, asPrice, asQty, type Money } from '../kernel/decimal.ts';
import { asPositionId, asStrategyId, asSymbolId, type SymbolId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import { PositionBook } from '../portfolio/position-book.ts';
import { HeldValues } from './held-values.ts';

const SYMBOLS = ['A/USD', 'B/USD', 'C/USD'].map(asSymbolId);
const STRATEGIES = ['one', 'two'].map(asStrategyId);

const positionOf = (symbol: SymbolId, owner: number, qty: bigint): Position => ({
  positionId: asPositionId(`${symbol} ${owner}`),
  strategyId: STRATEGIES[owner] ?? asStrategyId('none'),
  symbol,
  qty: asQty(qty),
  costQuote: asMoney(qty * 7n),
  peakQty: asQty(qty),
  exitQty: asQty(0n),
  exitQuote: asMoney(0n),
  realised: asMoney(0n),
  fees: asMoney(0n),
  tsOpened: 0,
  entry_probability: 0.5,
  entry_units_intent: asQty(qty),
  thesis: '',
  stopPrice: asPrice(1n),
  bestPrice: asPrice(1n),
});

const step = fc.record({
  kind: fc.constantFrom('put', 'remove', 'quote', 'rate', 'restart'),
  symbol: fc.nat(SYMBOLS.length - 1),
  owner: fc.nat(STRATEGIES.length - 1),
  figure: fc.bigInt({ min: -1_000n, max: 1_000n }),
});

it('what is kept between changes is what a sum over everything comes to, after every change', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 80 }), (steps) => {
      const values = new HeldValues();
      const prices = new Map<SymbolId, bigint>(SYMBOLS.map((symbol) => [symbol, 5n]));
      const moved = new Set<SymbolId>();
      let book = new PositionBook();
      let rate = 1n;
      let ratesVersion = 0;
      const openOf = ({ symbol, qty, costQuote }: Position): Money =>
        asMoney(((prices.get(symbol) ?? 0n) * qty - costQuote) * rate);
      const exposureOf = ({ symbol, qty }: Position): Money =>
        asMoney((prices.get(symbol) ?? 0n) * (qty < 0n ? -qty : qty) * rate);
      for (const { kind, symbol: at, owner, figure } of steps) {
        const symbol = SYMBOLS[at] ?? asSymbolId('none');
        if (kind === 'put') book.put(positionOf(symbol, owner, figure));
        else if (kind === 'remove') book.remove(STRATEGIES[owner] ?? asStrategyId('none'), symbol);
        else if (kind === 'restart') book = new PositionBook(book.list());
        else if (kind === 'quote') {
          prices.set(symbol, figure);
          moved.add(symbol);
        } else {
          rate = figure;
          ratesVersion += 1;
        }
        const sum = values.sum({ positions: book, moved, ratesVersion, openOf, exposureOf });
        const all = book.list();
        expect(sum.open).toBe(all.reduce((total, each) => total + openOf(each), 0n));
        expect(sum.exposure).toBe(all.reduce((total, each) => total + exposureOf(each), 0n));
      }
    }),
    { numRuns: 200 },
  );
});
