import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { BucketMeterState } from './bucket-meter.ts';
import type { DueTimesState } from './due-times.ts';
import type { GateFunnel } from './gate-funnel.ts';
import type { PendingReasonsState } from './pending-reasons.ts';
import type { ShockLatchState } from './shock-latch.ts';
import type { WakeBookState } from './wake-book.ts';

export interface GateOptions {
  readonly symbol: SymbolId;
  readonly config: GateConfig;
  /** Time of the desk when the gate begins to listen. */
  readonly tsStart: EpochMs;
}

/** Everything a gate knows, as plain JSON: stored at any moment, it goes on as if nothing had happened. */
export interface GateState {
  readonly symbol: string;
  readonly ts: EpochMs;
  readonly tsMarket: EpochMs;
  readonly tsCandle: EpochMs;
  readonly isSilent: boolean;
  /** Zero: none yet. */
  readonly price: number;
  readonly fundingBps: number | null;
  /** Zero: none yet. */
  readonly openInterest: number;
  readonly times: DueTimesState;
  readonly meter: BucketMeterState;
  readonly shock: ShockLatchState;
  readonly wake: WakeBookState;
  readonly reasons: PendingReasonsState;
  readonly funnel: GateFunnel;
}

/** What the newest feeds have said, without what the layers make of it. */
type GateFacts = Omit<GateState, 'times' | 'meter' | 'shock' | 'wake' | 'reasons' | 'funnel'>;

/** The one copy that the feeds of a gate write. */
export type LiveFacts = { -readonly [TKey in keyof GateFacts]: GateFacts[TKey] };

const newGateFacts = (symbol: string, tsStart: EpochMs): GateFacts => ({
  symbol,
  ts: tsStart,
  tsMarket: tsStart,
  tsCandle: 0,
  isSilent: false,
  price: 0,
  fundingBps: null,
  openInterest: 0,
});

export function liveFactsOf({ symbol, tsStart }: GateOptions, state?: GateState): LiveFacts {
  const facts = state ?? newGateFacts(symbol, tsStart);
  const { ts, tsMarket, tsCandle, isSilent, price, fundingBps, openInterest } = facts;
  return { symbol, ts, tsMarket, tsCandle, isSilent, price, fundingBps, openInterest };
}
