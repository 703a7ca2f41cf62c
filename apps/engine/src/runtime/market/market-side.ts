import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { DueSource } from '@quarterdeck/core/simulation/due-sequence';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { Clock } from '../../ports/clock.ts';
import type { MarketFeed } from '../../ports/venue.ts';
import type { AnsweringVenue } from '../lanes/venue-questions.ts';
import type { OrderWire } from '../lanes/lane-executor.ts';

/** A venue whose market runs inside this process: it matches against what the feed delivers. */
export interface MatchingSide extends DueSource {
  onQuote(quote: Quote): void;
  onTrade(trade: Trade): void;
}

/** The outside of one run: where orders go, where the market comes from, and the time it happens in. */
export interface MarketSide {
  readonly desk: DeskOptions;
  /** In words, for the journal and the console. */
  readonly source: string;
  readonly tsStart: EpochMs;
  /** The desk's clock: the machine's, or the tape's. */
  readonly clock: Clock;
  readonly matching: MatchingSide;
  readonly wire: OrderWire & AnsweringVenue;
  readonly feed: MarketFeed;
  /** A step at this time is being handled. */
  readonly onTime: (ts: EpochMs) => void;
  /** Rows of a tape that were passed over so far; a generated market has none. */
  readonly skippedRows?: () => number;
  /** The finite source has delivered everything. */
  readonly onFeedEnded: () => void;
  close(): Promise<void>;
}
