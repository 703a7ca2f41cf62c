import type { Quote, Trade } from '../model/tick.ts';
import type { Arrivals } from './arrivals.ts';
import { isLive } from './book-state.ts';
import { expireSpentReduceOnly } from './reduce-only.ts';
import { matchRestingOnQuote, matchRestingOnTrade } from './resting-orders.ts';
import { triggerStops } from './stop-trigger.ts';
import { setQuote } from './venue-memory.ts';

/** A new quote: resting orders it crosses, then stops it triggers, then reductions it made pointless. */
export function meetQuote({ scribe, instruments }: Arrivals, quote: Quote): void {
  const instrument = instruments.get(quote.symbol);
  if (instrument === undefined) return;
  const market = setQuote(scribe.memory, quote);
  const live = scribe.memory.book.live.get(quote.symbol);
  if (live === undefined || !isLive(live)) return;
  const point = { scribe, instrument, market, ts: quote.tsEvent };
  matchRestingOnQuote(point, live);
  triggerStops(point, live);
  expireSpentReduceOnly(scribe, live, point.ts);
  scribe.commit();
}

/** A public trade meets our resting orders; before the first quote there can be none. */
export function meetTrade({ scribe, instruments }: Arrivals, trade: Trade): void {
  const live = scribe.memory.book.live.get(trade.symbol);
  if (live === undefined || !isLive(live)) return;
  const market = scribe.memory.markets.get(trade.symbol);
  const instrument = instruments.get(trade.symbol);
  if (market === undefined || instrument === undefined) return;
  matchRestingOnTrade({ scribe, instrument, market, ts: trade.tsEvent }, live, trade);
  expireSpentReduceOnly(scribe, live, trade.tsEvent);
  scribe.commit();
}
