import {
  asPrice,
  ceilToTick,
  divideHalfEven,
  floorToTick,
  ZERO_QTY,
  type Price,
} from '../kernel/decimal.ts';
import type { Quote, Trade } from '../model/tick.ts';

export interface TradeQuoteOptions {
  readonly tickSize: Price;
  /** Full spread kept behind the side that traded, basis points; at least one tick. */
  readonly spreadBps: number;
}

const BPS_UNIT = 10_000n * 10n ** 8n;

/**
 * The touch that a trade proves, for tapes that hold trades alone: a buyer took the ask, a seller hit the bid.
 * The other side is not on the tape; it is put a full spread away, so that a round trip always pays for it.
 * Sizes are zero: the tape shows none.
 */
export function tradeQuote(trade: Trade, options: TradeQuoteOptions): Quote {
  const { tickSize, spreadBps } = options;
  const share = divideHalfEven(trade.price * BigInt(Math.round(spreadBps * 1e8)), BPS_UNIT);
  const spread = share > tickSize ? share : tickSize;
  const isBuy = trade.side === 'buy';
  const below = floorToTick(asPrice(trade.price - spread), tickSize);
  const bid = isBuy ? (below > 0n ? below : tickSize) : trade.price;
  const ask = isBuy ? trade.price : ceilToTick(asPrice(trade.price + spread), tickSize);
  return {
    symbol: trade.symbol,
    bid,
    // A price of one tick has nothing below it: the pair must not cross even there.
    ask: ask > bid ? ask : asPrice(bid + tickSize),
    bidQty: ZERO_QTY,
    askQty: ZERO_QTY,
    tsEvent: trade.tsEvent,
  };
}
