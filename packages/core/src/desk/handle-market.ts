import { EXTERNAL, type SymbolId } from '../kernel/ids.ts';
import { asQty, absQty } from '../kernel/decimal.ts';
import type { MarketMoment } from '../decision/market-view.ts';
import type { Wish } from '../decision/wish.ts';
import type { Candle } from '../model/candle.ts';
import { floatAsk, floatBid } from '../model/column-quote.ts';
import type { Quote, Trade } from '../model/tick.ts';
import { averagePrice } from '../portfolio/position-book.ts';
import { applySafety, type SafetyVerdict } from '../risk/safety-layer.ts';
import { showBar, showQuote, showTrade } from './agent/feed-agent.ts';
import { bookDeferredFills } from './book-fill.ts';
import { safetyOf, type DeskState } from './desk-state.ts';
import { handleEntryWish, nextIntentId } from './entries.ts';
import { closePosition } from './exits.ts';
import { keepStops } from './resting-stop/keep-stops.ts';
import { noteDenial, noteSignal, raiseAlert, switchOff } from './records.ts';

/** What the brains are shown at a price; by the desk's own time. */
const momentOf = (state: DeskState, symbol: SymbolId, quote: Quote): MarketMoment => ({
  symbol,
  bid: floatBid(quote),
  ask: floatAsk(quote),
  ts: state.ts,
  quoteToAccount: state.rates.floatRateOf(symbol),
  isWarmup: state.isLearning,
});

/** State first: a brain, and the safety layer before it, always finds the newest quote already stored. */
export function handleQuote(state: DeskState, quote: Quote): void {
  const bars = state.market.applyQuote(quote, state.ts);
  state.rates.applyQuote(quote);
  if (state.positions.count > 0) state.isEquityWatched = false;
  if (state.deferredFills.length > 0) {
    bookDeferredFills(state);
    keepStops(state);
  }
  guardPositions(state, quote);
  if (bars.length > 0) handleBars(state, bars);
  handleWishes(state, state.runner.onQuote(momentOf(state, quote.symbol, quote)));
  if (state.agent !== undefined) showQuote(state, quote);
}

export function handleTrade(state: DeskState, trade: Trade): void {
  const bars = state.market.applyTrade(trade, state.ts);
  if (bars.length > 0) handleBars(state, bars);
  const quote = state.market.stateOf(trade.symbol)?.quote;
  if (quote === undefined) return;
  handleWishes(state, state.runner.onTrade(momentOf(state, trade.symbol, quote), trade));
  if (state.agent !== undefined) showTrade(state, trade);
}

export function handleCandle(state: DeskState, candle: Candle): void {
  handleBars(state, state.market.applyCandle(candle, state.ts));
}

export function handleBars(state: DeskState, bars: readonly Candle[]): void {
  for (const bar of bars) {
    const quote = state.market.stateOf(bar.symbol)?.quote;
    if (quote === undefined) continue;
    handleWishes(state, state.runner.onBar(momentOf(state, bar.symbol, quote), bar));
    if (state.agent !== undefined) showBar(state, bar);
  }
}

/** Stop and trailing stop of every position in the symbol; needs no strategy and no model. */
export function guardPositions(state: DeskState, quote: Quote): void {
  const owners = state.positions.ofSymbol(quote.symbol);
  if (owners === undefined || owners.size === 0) return;
  for (const position of owners.values()) {
    if (position.strategyId === EXTERNAL || position.closingOrderId !== undefined) continue;
    const price = position.qty > 0n ? quote.bid : quote.ask;
    const entryPrice = averagePrice(position.costQuote, position.qty);
    const verdict = applySafety(
      position,
      { price, entryPrice },
      safetyOf(state, position.strategyId),
    );
    if (isNews(state, verdict)) state.dirtyPositions.add(position.positionId);
    if (verdict !== 'stop' && verdict !== 'trailing_stop') continue;
    const thesis = verdict === 'stop' ? 'protective stop reached' : 'trailing stop reached';
    closePosition(state, position, { purpose: 'safety', reason: verdict, thesis });
  }
}

/** Below the trailing gain the best price moves no stop, and only the agent learns from it. */
const isNews = (state: DeskState, verdict: SafetyVerdict): boolean =>
  verdict === 'better' ? state.agent !== undefined : verdict !== 'hold';

function handleWishes(state: DeskState, wishes: readonly Wish[]): void {
  for (const wish of wishes) handleWish(state, wish);
}

function handleWish(state: DeskState, wish: Wish): void {
  switch (wish.kind) {
    case 'entry':
      handleEntryWish(state, wish);
      return;
    case 'exit':
      handleExitWish(state, wish);
      return;
    case 'invalid':
      noteDenial(state, { ...wish, intentId: nextIntentId(state) }, wish);
      return;
    case 'failure':
      handleFailure(state, wish);
  }
}

function handleExitWish(state: DeskState, wish: Extract<Wish, { kind: 'exit' }>): void {
  const position = state.positions.find(wish.strategyId, wish.symbol);
  if (position?.positionId !== wish.positionId) return;
  const { fraction, thesis } = wish.proposal;
  noteSignal(state, {
    strategyId: wish.strategyId,
    symbol: wish.symbol,
    side: position.qty > 0n ? 'sell' : 'buy',
    purpose: 'exit',
    entry_probability: position.entry_probability,
    thesis,
    ts: state.ts,
  });
  const share = BigInt(Math.round(fraction * 1e6));
  const part = asQty((absQty(position.qty) * share) / 1_000_000n);
  const exit = { purpose: 'exit', reason: 'strategy', thesis } as const;
  closePosition(state, position, fraction < 1 ? { ...exit, qty: part } : exit);
}

/** One strategy that throws is switched off and shown; what it holds stays with the safety layer. */
function handleFailure(state: DeskState, wish: Extract<Wish, { kind: 'failure' }>): void {
  if (!state.controls.has(wish.strategyId)) return;
  switchOff(state, wish.strategyId, false);
  raiseAlert(state, {
    level: 'critical',
    code: 'STRATEGY_FAILED',
    text: `${wish.strategyId} failed and is off: ${wish.message}`,
  });
}
