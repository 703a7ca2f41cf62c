import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';

/** Two weeks of quarters of an hour: what became of the decisions of a long tape is read back from bars. */
const BARS_KEPT = 1_400;
/** Eleven years, where the configuration wants every day there is. */
const MOST_DAYS = 4_000;

/** Bars that are kept beyond what strategies learn from. */
export interface FurtherBars {
  readonly symbols: readonly string[];
  /** How many of the newest, by timeframe in ms. */
  readonly counts: ReadonlyMap<number, number>;
}

export const NO_FURTHER_BARS: FurtherBars = { symbols: [], counts: new Map() };

/** For how the agent's decisions ended, and the days of its regime. */
export function agentBarsOf({ agent }: DeskOptions): FurtherBars {
  if (agent === undefined) return NO_FURTHER_BARS;
  const { timeframes_ms: timeframes, regimes } = agent.config;
  const { returns, symbol } = regimes.hmm;
  const counts = new Map(timeframes.map((timeframeMs) => [timeframeMs, BARS_KEPT]));
  counts.set(DAY_MS, returns === 'all' ? MOST_DAYS : returns + 1);
  return { symbols: [...agent.symbols, symbol], counts };
}
