import {
  absQty,
  addMoney,
  asMoney,
  convert,
  notional,
  ZERO_MONEY,
  type Money,
  type Price,
} from '../kernel/decimal.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import { unfilledQty } from '../execution/order-book.ts';
import type { ExposureView, PnlView } from '../model/desk-view.ts';
import type { Order } from '../model/order.ts';
import type { Position } from '../model/position.ts';
import { averagePrice, openQuoteOf } from '../portfolio/position-book.ts';
import { exposedPriceOf } from '../risk/checks/check-exposure.ts';
import type { DeskState } from './desk-state.ts';
import type { HeldValue } from './held-values.ts';

/** Price a position would close on; its own entry price until the first quote. */
export function closePriceOf(state: DeskState, position: Position): Price {
  const quote = state.market.stateOf(position.symbol)?.quote;
  if (quote === undefined) return averagePrice(position.costQuote, position.qty);
  return position.qty > 0n ? quote.bid : quote.ask;
}

/** Open profit, account currency; zero while its currency cannot be converted yet. */
export function openPnlOf(state: DeskState, position: Position): Money {
  const rate = state.rates.rateOf(position.symbol);
  if (rate === undefined) return ZERO_MONEY;
  return convert(openQuoteOf(position, closePriceOf(state, position)), rate);
}

/** First symbol in which something is open or may open and no price or rate is known yet. */
export function findUnpriced(state: DeskState): SymbolId | undefined {
  const isUnpriced = (symbol: SymbolId): boolean =>
    state.market.stateOf(symbol)?.quote === undefined || state.rates.rateOf(symbol) === undefined;
  for (const { symbol, owners } of state.positions.holdings()) {
    if (owners.size > 0 && isUnpriced(symbol)) return symbol;
  }
  for (const order of state.orders.working()) {
    if (order.purpose === 'entry' && isUnpriced(order.symbol)) return order.symbol;
  }
  return undefined;
}

export function equityOf(state: DeskState): Money {
  const { open } = heldValueOf(state);
  return asMoney(state.options.startingBalance + state.ledger.net + open);
}

/** Decimals of a drawdown in percent; as whole numbers they stay within what a float holds exactly. */
const PCT_UNIT = 10n ** 12n;

/**
 * Fall from the highest equity seen, percent. Divided exactly and cut off, so that a fall of just what a limit says is
 * that very number, and one of a hair less is below it.
 */
export function drawdownPctOf(state: DeskState, equity: Money): number {
  const { peakEquity } = state;
  if (peakEquity <= 0n || equity >= peakEquity) return 0;
  return Number(((peakEquity - equity) * 100n * PCT_UNIT) / peakEquity) / Number(PCT_UNIT);
}

/** Exposure as a limit sees it; the sums of `exposureOf` without its list. */
export function exposureFactsOf(
  state: DeskState,
  symbol: SymbolId,
): { readonly ofSymbol: Money; readonly total: Money } {
  const held = heldValueOf(state);
  let ofSymbol: bigint = state.values.find(symbol)?.exposure ?? ZERO_MONEY;
  let total: bigint = held.exposure;
  for (const order of state.orders.working()) {
    const value = entryExposureOf(state, order);
    total += value;
    if (order.symbol === symbol) ofSymbol += value;
  }
  return { ofSymbol: asMoney(ofSymbol), total: asMoney(total) };
}

/** What everything open is worth now; an instrument is worked out again only when it or its price has changed. */
function heldValueOf(state: DeskState): HeldValue {
  const { values, positions, market, rates } = state;
  return values.sum({
    positions,
    moved: market.moved,
    ratesVersion: rates.version,
    openOf: (position) => openPnlOf(state, position),
    exposureOf: (position) => exposureOfPosition(state, position),
  });
}

function exposureOfPosition(state: DeskState, position: Position): Money {
  const rate = state.rates.rateOf(position.symbol);
  const value = notional(closePriceOf(state, position), absQty(position.qty));
  return rate === undefined ? ZERO_MONEY : convert(value, rate);
}

/** The unfilled part of an entry that may still trade; zero for orders that close. */
function entryExposureOf(state: DeskState, order: Order): Money {
  if (order.purpose !== 'entry') return ZERO_MONEY;
  const rate = state.rates.rateOf(order.symbol);
  const quote = state.market.stateOf(order.symbol)?.quote;
  const at = quote === undefined ? order.price : exposedPriceOf(order, quote);
  if (at === undefined || rate === undefined) return ZERO_MONEY;
  return convert(notional(at, unfilledQty(order)), rate);
}

/** Gross: open positions plus the unfilled part of every entry that may still trade, unknown ones included. */
export function exposureOf(state: DeskState): ExposureView {
  const sums = new Map<SymbolId, Money>();
  const add = (symbol: SymbolId, value: Money) =>
    sums.set(symbol, addMoney(sums.get(symbol) ?? ZERO_MONEY, value));
  for (const { symbol } of state.options.instruments) add(symbol, ZERO_MONEY);
  for (const position of state.positions.list()) {
    add(position.symbol, exposureOfPosition(state, position));
  }
  for (const order of state.orders.working()) add(order.symbol, entryExposureOf(state, order));
  const bySymbol = [...sums].map(([symbol, exposure]) => ({ symbol, exposure }));
  return { total: asMoney(bySymbol.reduce((sum, row) => sum + row.exposure, 0n)), bySymbol };
}

/** Realised plus open, by symbol and by strategy; both lists sum to the total to the last digit. */
export function pnlOf(state: DeskState): PnlView {
  const totals = state.ledger.totals();
  const bySymbol = new Map<SymbolId, Money>(
    state.options.instruments.map(({ symbol }) => [symbol, ZERO_MONEY]),
  );
  const byStrategy = new Map<StrategyId, Money>();
  for (const row of totals.bySymbol) bySymbol.set(row.symbol, row.net);
  for (const strategyId of state.controls.keys()) byStrategy.set(strategyId, ZERO_MONEY);
  for (const row of totals.byStrategy) byStrategy.set(row.strategyId, row.net);
  let open = 0n;
  for (const position of state.positions.list()) {
    const profit = openPnlOf(state, position);
    const { symbol, strategyId } = position;
    open += profit;
    bySymbol.set(symbol, addMoney(bySymbol.get(symbol) ?? ZERO_MONEY, profit));
    byStrategy.set(strategyId, addMoney(byStrategy.get(strategyId) ?? ZERO_MONEY, profit));
  }
  const total = asMoney(totals.net + open);
  const equity = asMoney(state.options.startingBalance + total);
  return {
    equity,
    total,
    realisedNet: totals.net,
    fees: totals.fees,
    open: asMoney(open),
    day: asMoney(equity - state.dayStartEquity),
    drawdownPct: drawdownPctOf(state, equity),
    bySymbol: [...bySymbol].map(([symbol, net]) => ({ symbol, net })),
    byStrategy: [...byStrategy].map(([strategyId, net]) => ({ strategyId, net })),
  };
}
