import type { EpochMs } from '../../kernel/clock.ts';
import type { Rate } from '../../kernel/decimal.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { DeskOptions } from '../../desk-contract.ts';
import type { Effect } from '../../model/effect.ts';
import type { NextOpenTs } from './gap-watch.ts';
import type { MarketCursor } from './market-cursor.ts';

/** What each position in the symbol pays at `ts`, as a share of its value; positive: longs pay. */
export interface FundingRate {
  readonly ts: EpochMs;
  readonly symbol: SymbolId;
  readonly rate: Rate;
}

/** What is assumed of the venue; as in the request. */
export interface VenueCosts {
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  readonly slippageBps: number;
  /** One way. */
  readonly latencyMs: number;
  /** A request may take up to this much longer; how much is drawn for each. Left out: never. */
  readonly latencyJitterMs?: number;
}

export interface BacktestOptions {
  /** The strategies to run, switched on, with their symbols. */
  readonly desk: DeskOptions;
  readonly costs: VenueCosts;
  /** Of what is drawn at random: the latency's jitter. Default 1. */
  readonly seed?: number;
  /** Read once, from where they stand. */
  readonly cursors: readonly MarketCursor[];
  /** Trading begins here; data before it teaches the strategies. Left out: with the first input. */
  readonly tsFrom?: EpochMs;
  /** Inputs after this are not read. */
  readonly tsTo?: EpochMs;
  readonly nextOpenTs: NextOpenTs;
  /** In time order. Those before trading begins are passed over. */
  readonly funding?: readonly FundingRate[];
  /** False takes every quote and every clock step one by one; the proof compares both. Default true. */
  readonly isQuietAllowed?: boolean;
  readonly onEffect?: (effect: Effect) => void;
}
