import { z } from 'zod';
import { money, price, qty, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { emptyRestoredState } from '@quarterdeck/core/model/restored';
import type { Quote } from '@quarterdeck/core/model/tick';
import {
  defineStrategy,
  type EntryProposal,
  type ExitProposal,
  type MarketView,
  type PositionView,
} from '@quarterdeck/core/strategies/contract';

export const BTC = asSymbolId('BTC/USDT');
export const YEN = asSymbolId('USD/JPY');
export const T0 = Date.UTC(2026, 0, 5, 12);

const instrument = (symbol: SymbolId, sizes: { tick: string; lot: string }): Instrument => {
  const [base = '', quote = ''] = symbol.split('/');
  return {
    symbol,
    base,
    quote,
    tickSize: price(sizes.tick),
    lotSize: qty(sizes.lot),
    minQty: qty(sizes.lot),
    minNotional: money('5'),
    calendar: 'always',
  };
};

export const INSTRUMENTS: readonly Instrument[] = [
  instrument(BTC, { tick: '0.01', lot: '0.001' }),
  instrument(YEN, { tick: '0.001', lot: '1' }),
];

export interface StubRules {
  readonly enter?: (view: MarketView) => EntryProposal | undefined;
  readonly exit?: (view: MarketView, position: PositionView) => ExitProposal | undefined;
}

/** A strategy whose brains are two functions of the test. */
export function stubStrategy(id: string, rules: StubRules = {}): StrategySetup {
  const strategy = defineStrategy({
    id,
    title: id,
    rule: 'Does what the test says.',
    params: z.object({}),
    timeframesMs: [],
    warmupBars: 0,
    createEntry: () => ({ onQuote: (view: MarketView) => rules.enter?.(view) }),
    createExit: () => ({
      onQuote: (view: MarketView, position: PositionView) => rules.exit?.(view, position),
    }),
  });
  return { strategy, params: {}, symbols: [BTC, YEN], initial: 'on' };
}

export const proposal = (changes: Partial<EntryProposal> = {}): EntryProposal => ({
  side: 'buy',
  entry_probability: 0.61,
  entry_units_intent: 0.2,
  thesis: 'the test wants it',
  stopPrice: 90,
  expiresInMs: 1_000,
  ...changes,
});

export function deskOptions(changes: Partial<DeskOptions> = {}): DeskOptions {
  return {
    deskId: 'test',
    accountCurrency: 'USD',
    pegged: ['USDT'],
    startingBalance: money('10000'),
    instruments: INSTRUMENTS,
    strategies: [stubStrategy('stub_a')],
    risk: {
      max_order_notional: '5000',
      max_symbol_exposure: '8000',
      max_total_exposure: '12000',
      max_open_orders: 20,
      max_orders_per_second: 50,
      price_collar_bps: 100,
      stale_after_ms: 5_000,
      max_daily_loss: '1000',
      max_drawdown_pct: 20,
      repeated_entries_limit: 100,
      repeated_entries_window_ms: 60_000,
    },
    safety: { max_stop_bps: 2_000, trail_after_bps: 500, trail_distance_bps: 250 },
    startsLocked: false,
    ...changes,
  };
}

/** A desk that has never traded and is not locked. */
export const FRESH = emptyRestoredState({
  level: 'none',
  reason: 'first start',
  by: 'test',
  tsSince: 0,
  eventSeq: 0,
});

export function quoteOf(
  symbol: SymbolId,
  at: { readonly bid: string; readonly ask: string; readonly ts: number; readonly size?: string },
): Quote {
  return {
    symbol,
    bid: price(at.bid),
    ask: price(at.ask),
    bidQty: at.size === undefined ? ZERO_QTY : qty(at.size),
    askQty: at.size === undefined ? ZERO_QTY : qty(at.size),
    tsEvent: at.ts,
  };
}
