import type { EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import {
  createUnbrokenSeries,
  isFresh,
  type UnbrokenSeries,
} from '../indicators/unbroken-series.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import { floatsOf, HOLE_BARS, TIMEFRAME_MS } from './minute-bar.ts';
import type { Params } from './params.ts';
import { createPullbackFinder, type PullbackFinder, type Resumption } from './pullback.ts';
import { readingsOf } from './readings.ts';
import { createTrend, type Trend } from './trend.ts';

const EXPIRES_MS = 5_000;
/**
 * Log-odds per ATR between the averages (a trend that pulls harder), per ATR of the resuming close (a rest that is
 * over beyond doubt), and for a resumption in the bar after the touch, falling to nothing at the last bar allowed.
 * Each is capped low: a trend on one minute bars is a slight lean, never a certainty.
 */
const EVIDENCE_PER_TREND_ATR = 0.06;
const MAX_TREND_EVIDENCE = 0.2;
const EVIDENCE_PER_THRUST_ATR = 0.2;
const MAX_THRUST_EVIDENCE = 0.15;
const PROMPT_EVIDENCE = 0.1;

/** What one unbroken series of minutes has taught. */
interface Learned {
  readonly trend: Trend;
  readonly pullback: PullbackFinder;
}

interface Memory {
  readonly params: Params;
  readonly series: UnbrokenSeries<Learned>;
  /** Of the series in progress. */
  trend: Trend | undefined;
  tsRestUntil: EpochMs;
}

interface Found {
  readonly trend: Trend;
  readonly resumption: Resumption;
}

function findResumption(memory: Memory, bar: Candle): Found | undefined {
  const learned = memory.series(bar);
  if (learned === undefined) return undefined;
  const { trend, pullback } = learned;
  const floats = floatsOf(bar);
  memory.trend = trend;
  trend.add(floats);
  const resumption = pullback.add(floats, trend);
  return resumption === undefined ? undefined : { trend, resumption };
}

function evidenceOf({ trend, resumption }: Found, params: Params): number {
  const trendAtr = Math.abs(trend.fast - trend.slow) / trend.atr;
  const prompt = 1 - (resumption.barsSinceTouch - 1) / params.max_pullback_bars;
  return (
    Math.min(MAX_TREND_EVIDENCE, EVIDENCE_PER_TREND_ATR * trendAtr) +
    Math.min(MAX_THRUST_EVIDENCE, EVIDENCE_PER_THRUST_ATR * resumption.thrustAtr) +
    PROMPT_EVIDENCE * prompt
  );
}

function propose(params: Params, view: MarketView, found: Found): EntryProposal {
  const { direction, barsSinceTouch } = found.resumption;
  const side = direction === 1 ? 'buy' : 'sell';
  const evidence = evidenceOf(found, params);
  const trend = direction === 1 ? 'rise' : 'fall';
  const bars = barsSinceTouch === 1 ? '1 bar' : `${barsSinceTouch} bars`;
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `the ${trend} goes on ${bars} after it touched its ${params.fast_ema}-bar average`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const { params } = memory;
  const found = findResumption(memory, bar);
  if (found === undefined || view.isWarmup || !isFresh(bar, view.ts)) return undefined;
  if (view.ts < memory.tsRestUntil || view.spreadBps > params.max_spread_bps) return undefined;
  memory.tsRestUntil = view.ts + params.cooldown_ms;
  return propose(params, view, found);
}

export function createEntry(params: Params): EntryBrain {
  const series = createUnbrokenSeries({
    timeframeMs: TIMEFRAME_MS,
    holeBars: HOLE_BARS,
    begin: () => ({ trend: createTrend(params), pullback: createPullbackFinder(params) }),
  });
  const memory: Memory = { params, series, trend: undefined, tsRestUntil: 0 };
  return {
    onBar: (view, bar) => decide(memory, view, bar),
    readings: () => readingsOf(memory.trend),
  };
}
