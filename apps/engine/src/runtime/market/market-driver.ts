import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { DueSequence } from '@quarterdeck/core/simulation/due-sequence';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { MarketInput } from '../../ports/venue.ts';
import type { EventDispatcher } from '../dispatch/event-dispatcher.ts';

export interface MarketDriverOptions {
  readonly sequence: DueSequence;
  /** The matching side of the simulated venue: it sees the market before the desk does. */
  readonly venue: { onQuote(quote: Quote): void; onTrade(trade: Trade): void };
  readonly dispatcher: Pick<
    EventDispatcher,
    'dispatch' | 'dispatchQuote' | 'dispatchTrade' | 'dispatchCandle'
  >;
  readonly tsStart: EpochMs;
  /** Told of each step's time before it is dispatched, so that the desk's clock can follow. */
  readonly onTime?: (ts: EpochMs) => void;
}

/**
 * Puts a simulated market before the desk in the order the sequencing law asks for: what is due first,
 * then the venue, then the desk. Time never goes back: a late input counts as happening now.
 */
export class MarketDriver {
  readonly #options: MarketDriverOptions;
  #tsNow: EpochMs;

  constructor(options: MarketDriverOptions) {
    this.#options = options;
    this.#tsNow = options.tsStart;
  }

  get tsNow(): EpochMs {
    return this.#tsNow;
  }

  deliver(input: MarketInput): void {
    const ts = Math.max(tsOfInput(input), this.#tsNow);
    this.runDue(ts);
    this.#moveTo(ts);
    const { venue, dispatcher } = this.#options;
    if (input.type === 'quote') {
      const quote = input.quote.tsEvent === ts ? input.quote : { ...input.quote, tsEvent: ts };
      venue.onQuote(quote);
      dispatcher.dispatchQuote(quote, ts);
    } else if (input.type === 'trade') {
      const trade = input.trade.tsEvent === ts ? input.trade : { ...input.trade, tsEvent: ts };
      venue.onTrade(trade);
      dispatcher.dispatchTrade(trade, ts);
    } else dispatcher.dispatchCandle(input.candle, ts);
  }

  /** Everything due at or before `upTo`, each at its own time. */
  runDue(upTo: EpochMs): void {
    const { sequence, dispatcher } = this.#options;
    for (let step = sequence.next(upTo); step !== undefined; step = sequence.next(upTo)) {
      this.#moveTo(step.ts);
      if (step.type === 'ClockAdvanced') dispatcher.dispatch({ type: 'ClockAdvanced' }, step.ts);
      else dispatcher.dispatch({ type: 'VenueReported', report: step.report }, step.ts);
    }
  }

  #moveTo(ts: EpochMs): void {
    if (ts <= this.#tsNow) return;
    this.#tsNow = ts;
    this.#options.onTime?.(ts);
  }
}
