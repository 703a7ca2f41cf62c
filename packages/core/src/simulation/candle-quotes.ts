import {
  asPrice,
  ceilToTick,
  divideHalfEven,
  floorToTick,
  ZERO_QTY,
  type Price,
} from '../kernel/decimal.ts';
import { ensureInvariant } from '../kernel/ensure.ts';
import type { Candle } from '../model/candle.ts';
import type { Quote } from '../model/tick.ts';

export interface CandleQuoteOptions {
  readonly tickSize: Price;
  /** Full spread around each price of the bar, basis points; at least one tick is kept. */
  readonly spreadBps: number;
}

const PATH_POINTS = 4;
const BPS_UNIT = 10_000n * 10n ** 8n;

/**
 * Order of a bar's extremes is unknown, so the one against the bar's own direction comes first:
 * whoever gains from the bar has to live through its worst price before.
 */
const PATH_UP = ['open', 'low', 'high', 'close'] as const;
const PATH_DOWN = ['open', 'high', 'low', 'close'] as const;

const pathOf = (candle: Candle) => (candle.close >= candle.open ? PATH_UP : PATH_DOWN);

/** First point at the open, last one a millisecond before the close, the others evenly between. */
function tsOfPoint(candle: Candle, index: number): number {
  const lastMs = candle.timeframeMs - 1;
  return candle.tsOpen + Math.floor((lastMs * index) / (PATH_POINTS - 1));
}

/** Above zero and not crossed, moved by as few ticks as it takes. */
export function orderedPair(bid: Price, ask: Price, tickSize: Price): { bid: Price; ask: Price } {
  const safeBid = bid > 0n ? bid : tickSize;
  return { bid: safeBid, ask: ask > safeBid ? ask : asPrice(safeBid + tickSize) };
}

/** A price with the spread around it, on the tick grid; the ask is always above the bid. */
export function quoteAround(mid: Price, options: CandleQuoteOptions): { bid: Price; ask: Price } {
  const { tickSize, spreadBps } = options;
  const scaled = BigInt(Math.round(spreadBps * 1e8));
  const half = divideHalfEven(mid * scaled, BPS_UNIT * 2n);
  const bid = floorToTick(asPrice(mid - half), tickSize);
  return orderedPair(bid, ceilToTick(asPrice(mid + half), tickSize), tickSize);
}

const pointQuote = (
  candle: Candle,
  index: number,
  { bid, ask }: { readonly bid: Price; readonly ask: Price },
): Quote => ({
  symbol: candle.symbol,
  bid,
  ask,
  bidQty: ZERO_QTY,
  askQty: ZERO_QTY,
  tsEvent: tsOfPoint(candle, index),
});

/** The four quotes that stand for a bar of mid or trade prices. Sizes are zero: the bar shows none. */
export function candleQuotes(candle: Candle, options: CandleQuoteOptions): readonly Quote[] {
  return pathOf(candle).map((field, index) =>
    pointQuote(candle, index, quoteAround(candle[field], options)),
  );
}

/** The same from a bid bar and an ask bar of one time; the bid bar decides the path. */
export function candlePairQuotes(bid: Candle, ask: Candle, tickSize: Price): readonly Quote[] {
  ensureInvariant(
    bid.symbol === ask.symbol && bid.tsOpen === ask.tsOpen && bid.timeframeMs === ask.timeframeMs,
    `bid and ask bar differ: ${bid.symbol} ${bid.tsOpen} and ${ask.symbol} ${ask.tsOpen}`,
  );
  return pathOf(bid).map((field, index) =>
    pointQuote(bid, index, orderedPair(bid[field], ask[field], tickSize)),
  );
}
