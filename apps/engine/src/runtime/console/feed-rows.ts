import { formatUnits, toFloat } from '@quarterdeck/core/kernel/decimal';
import type { FeedRow } from '@quarterdeck/core/contract/console-state.schema';
import type { FeedView } from '@quarterdeck/core/model/desk-view';
import type { Quote } from '@quarterdeck/core/model/tick';
import { RateMeter } from './rate-meter.ts';

function spreadBpsOf({ bid, ask }: Quote): number {
  const low = toFloat(bid);
  const high = toFloat(ask);
  return Math.round(((high - low) / ((high + low) / 2)) * 1_000_000) / 100;
}

/** Remembers tick counts, so that a rate can be shown beside the newest quote. */
export class FeedRows {
  readonly #meters = new Map<string, RateMeter>();

  build(feeds: readonly FeedView[], nowMs: number): FeedRow[] {
    return feeds.map((feed) => this.#row(feed, nowMs));
  }

  #row({ instrument, quote, tsLast, ticks, state }: FeedView, nowMs: number): FeedRow {
    let meter = this.#meters.get(instrument.symbol);
    if (meter === undefined) {
      meter = new RateMeter();
      this.#meters.set(instrument.symbol, meter);
    }
    return {
      symbol: instrument.symbol,
      state,
      bid: quote === undefined ? null : formatUnits(quote.bid),
      ask: quote === undefined ? null : formatUnits(quote.ask),
      spreadBps: quote === undefined ? null : spreadBpsOf(quote),
      tsLast: tsLast ?? null,
      ticks,
      ticksPerSecond: meter.read(ticks, nowMs),
      tickSize: formatUnits(instrument.tickSize),
    };
  }
}
