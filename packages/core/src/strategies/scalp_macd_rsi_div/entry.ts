import type { EpochMs } from '../../kernel/clock.ts';
import { floatClose, floatHigh, floatLow } from '../../model/column-candle.ts';
import type { Candle } from '../../model/candle.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { createMacd, type Macd } from '../indicators/macd.ts';
import { createRsi, type Rsi } from '../indicators/rsi.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import { readingsOf } from './readings.ts';
import { findDivergence, type Divergence } from './divergence.ts';
import { createBarFilter } from './finest-bars.ts';
import type { Params } from './params.ts';
import { createSwingFinder, type Reading, type SwingFinder, type SwingKind } from './swing.ts';

const EXPIRES_MS = 5_000;
/** Log-odds per point of RSI gap and per whole MACD gap, each capped, so that neither alone decides. */
const EVIDENCE_PER_RSI_POINT = 0.02;
const EVIDENCE_PER_MACD_GAP = 0.3;
const MAX_EVIDENCE_EACH = 0.35;

/** One per bar length: a swing of minutes must not be compared with one of seconds. */
interface Track {
  readonly macd: Macd;
  readonly rsi: Rsi;
  readonly swings: SwingFinder;
  readonly previous: Map<SwingKind, Reading>;
  bars: number;
  rsiNow: number;
}

interface Memory {
  readonly params: Params;
  readonly tracks: Map<number, Track>;
  /** Of the newest bar. */
  newest: Track | undefined;
  tsRestUntil: EpochMs;
}

function createTrack(params: Params): Track {
  return {
    macd: createMacd({
      fast: params.macd_fast,
      slow: params.macd_slow,
      signal: params.macd_signal,
    }),
    rsi: createRsi(params.rsi_interval),
    swings: createSwingFinder(params.pivot_bars),
    previous: new Map(),
    bars: 0,
    rsiNow: Number.NaN,
  };
}

function findTrack(memory: Memory, timeframeMs: number): Track {
  const known = memory.tracks.get(timeframeMs);
  if (known !== undefined) return known;
  const track = createTrack(memory.params);
  memory.tracks.set(timeframeMs, track);
  return track;
}

function learn(track: Track, bar: Candle): void {
  const close = floatClose(bar);
  track.macd.add(close);
  const rsi = track.rsi.add(close);
  track.rsiNow = rsi;
  const [high, low] = [floatHigh(bar), floatLow(bar)];
  track.swings.add({ index: track.bars, high, low, macd: track.macd.line(), rsi });
  track.bars += 1;
}

/** Remembers a new swing and compares it with the one before it. */
function compareSwings(track: Track, kind: SwingKind, params: Params): Divergence | undefined {
  const second = track.swings.find(kind);
  if (second === undefined) return undefined;
  const first = track.previous.get(kind);
  track.previous.set(kind, second);
  return first === undefined ? undefined : findDivergence({ kind, first, second }, params);
}

function propose(params: Params, view: MarketView, found: Divergence): EntryProposal {
  const side = found.kind === 'low' ? 'buy' : 'sell';
  const evidence =
    Math.min(MAX_EVIDENCE_EACH, EVIDENCE_PER_RSI_POINT * found.rsiGap) +
    Math.min(MAX_EVIDENCE_EACH, EVIDENCE_PER_MACD_GAP * found.macdGap);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `a further ${found.kind} that RSI (by ${found.rsiGap.toFixed(1)} points) and MACD did not confirm`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const { params } = memory;
  const track = findTrack(memory, bar.timeframeMs);
  memory.newest = track;
  learn(track, bar);
  const atLow = compareSwings(track, 'low', params);
  const atHigh = compareSwings(track, 'high', params);
  const found = atLow ?? atHigh;
  if (found === undefined || view.isWarmup || view.ts < memory.tsRestUntil) return undefined;
  if (view.spreadBps > params.max_spread_bps) return undefined;
  memory.tsRestUntil = view.ts + params.cooldown_ms;
  return propose(params, view, found);
}

export function createEntry(params: Params): EntryBrain {
  const memory: Memory = { params, tracks: new Map(), newest: undefined, tsRestUntil: 0 };
  const counts = createBarFilter(params.bars);
  return {
    onBar: (view, bar) => (counts(bar) ? decide(memory, view, bar) : undefined),
    readings: () => readingsOf(memory.newest),
  };
}
