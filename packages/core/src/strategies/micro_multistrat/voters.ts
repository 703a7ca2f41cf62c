import type { Params } from './params.ts';
import type { Reading } from './reading.ts';

/** 1 for buy, -1 for sell, 0 abstains. */
export type Vote = -1 | 0 | 1;

interface Voter {
  readonly name: string;
  weightOf(params: Params): number;
  vote(reading: Reading, params: Params): Vote;
}

/** The market moves: the average price gains or loses a share of the usual range in one bar. */
export function voteBySlope({ slope, atr }: Reading, { min_slope_atr }: Params): Vote {
  const needed = atr * min_slope_atr;
  if (slope > 0 && slope >= needed) return 1;
  return slope < 0 && -slope >= needed ? -1 : 0;
}

/** A dip in a rise ends: the average still goes up, the RSI was low and turns; a bounce in a fall mirrors it. */
export function voteByPullback(reading: Reading, { rsi_pullback }: Params): Vote {
  const { slope, rsi, rsiBefore } = reading;
  if (slope > 0 && rsiBefore <= rsi_pullback && rsi > rsiBefore) return 1;
  return slope < 0 && rsiBefore >= 100 - rsi_pullback && rsi < rsiBefore ? -1 : 0;
}

/** The close leaves the extremes of the bars before behind. */
export function voteByBreakout({ close, highestBefore, lowestBefore }: Reading): Vote {
  if (close > highestBefore) return 1;
  return close < lowestBefore ? -1 : 0;
}

/** A bar of size was thrown back: its longer part is the wick on one side. */
export function voteByWick(reading: Reading, { wick_share, min_wick_atr }: Params): Vote {
  const { open, high, low, close, atr } = reading;
  const span = high - low;
  if (!(span > 0 && span >= atr * min_wick_atr)) return 0;
  if (Math.min(open, close) - low >= span * wick_share) return 1;
  return high - Math.max(open, close) >= span * wick_share ? -1 : 0;
}

/** At the lower edge of its range a price has room above it, at the upper edge below. */
export function voteByPosition(reading: Reading, { range_edge }: Params): Vote {
  const { close, rangeHigh, rangeLow } = reading;
  const share = (close - rangeLow) / (rangeHigh - rangeLow);
  if (share <= range_edge) return 1;
  return share >= 1 - range_edge ? -1 : 0;
}

const VOTERS: readonly Voter[] = [
  { name: 'slope', weightOf: (params) => params.weight_slope, vote: voteBySlope },
  { name: 'pullback', weightOf: (params) => params.weight_pullback, vote: voteByPullback },
  { name: 'breakout', weightOf: (params) => params.weight_breakout, vote: voteByBreakout },
  { name: 'wick', weightOf: (params) => params.weight_wick, vote: voteByWick },
  { name: 'range position', weightOf: (params) => params.weight_position, vote: voteByPosition },
];

/** Weight of the votes for each side. */
export interface Tally {
  buy: number;
  sell: number;
}

/** Counts into `tally`, which is the caller's and reused. */
export function countVotes(reading: Reading, params: Params, tally: Tally): void {
  tally.buy = 0;
  tally.sell = 0;
  for (const voter of VOTERS) {
    const vote = voter.vote(reading, params);
    if (vote > 0) tally.buy += voter.weightOf(params);
    else if (vote < 0) tally.sell += voter.weightOf(params);
  }
}

/** Names of those who voted `wanted` with any weight. */
export function listVoters(reading: Reading, params: Params, wanted: Vote): readonly string[] {
  return VOTERS.filter(
    (voter) => voter.vote(reading, params) === wanted && voter.weightOf(params) > 0,
  ).map(({ name }) => name);
}
