import type { DecisionRecord } from '../../contract/agent/decision-record.schema.ts';
import type { HorizonResult } from '../../contract/agent/decision-result.schema.ts';
import { DAY_MS, HOUR_MS, type EpochMs } from '../../kernel/clock.ts';
import { HORIZONS, type Horizon } from '../../model/agent/decision.ts';
import { emptyMark, markPlay, type FundingRate, type Path, type PriceBar } from './mark-play.ts';

export const HORIZON_MS: Readonly<Record<Horizon, number>> = {
  '1h': HOUR_MS,
  '4h': 4 * HOUR_MS,
  '1d': DAY_MS,
};

/** What is known of the symbol's market at `tsNow`; nothing later is read, even where it is there. */
export interface KnownPrices {
  readonly tsNow: EpochMs;
  /** Oldest first, of one length. */
  readonly bars: readonly PriceBar[];
  readonly funding: readonly FundingRate[];
  /** Lost beyond half the spread, of one side. */
  readonly slippageBps: number;
}

export interface OpenHorizon {
  readonly kind: 'open';
  readonly horizon: Horizon;
  readonly tsDue: EpochMs;
  readonly reason: 'NOT_DUE' | 'PRICES_MISSING';
}

const MOST_BARS_MISSING = 2;

/** Whole bars after the decision: the one it fell into holds prices from before it. */
function barsUntil(record: DecisionRecord, prices: KnownPrices, tsDue: EpochMs): PriceBar[] {
  const end = Math.min(tsDue, prices.tsNow);
  return prices.bars.filter(({ tsOpen, tsClose }) => tsOpen >= record.tsDecision && tsClose <= end);
}

function pathOf(record: DecisionRecord, prices: KnownPrices, bars: readonly PriceBar[]): Path {
  const { bid, ask, takerFeeBps } = record.market;
  const mid = (bid + ask) / 2;
  const halfSpreadBps = ((ask - bid) / 2 / mid) * 10_000;
  return {
    tsEntry: record.tsDecision,
    mid,
    bars,
    funding: prices.funding.filter(({ ts }) => ts <= prices.tsNow),
    feeBps: takerFeeBps,
    slippageBps: halfSpreadBps + prices.slippageBps,
  };
}

function resolveHorizon(
  record: DecisionRecord,
  prices: KnownPrices,
  horizon: Horizon,
): HorizonResult | OpenHorizon {
  const tsDue = record.tsDecision + HORIZON_MS[horizon];
  if (prices.tsNow < tsDue) return { kind: 'open', horizon, tsDue, reason: 'NOT_DUE' };
  const bars = barsUntil(record, prices, tsDue);
  const last = bars.at(-1);
  const isNear =
    last !== undefined && tsDue - last.tsClose < MOST_BARS_MISSING * (last.tsClose - last.tsOpen);
  if (!isNear) return { kind: 'open', horizon, tsDue, reason: 'PRICES_MISSING' };
  const path = pathOf(record, prices, bars);
  const { taken, rules, vetoed } = record.plays;
  return {
    kind: 'horizon',
    horizon,
    tsDue,
    tsMark: last.tsClose,
    markPrice: last.close,
    claude: markPlay(taken, path),
    rules: rules && markPlay(rules, path),
    nothing: emptyMark(record.tsDecision),
    vetoed: vetoed && markPlay(vetoed, path),
  };
}

/**
 * Results of a decision after 1 h, 4 h and a day, of what was done, what the rules would have done, nothing, and what a
 * veto kept back. A horizon that has not come, or whose prices are not known, stays open.
 */
export function resolveHorizons(
  record: DecisionRecord,
  prices: KnownPrices,
): readonly (HorizonResult | OpenHorizon)[] {
  return HORIZONS.map((horizon) => resolveHorizon(record, prices, horizon));
}
