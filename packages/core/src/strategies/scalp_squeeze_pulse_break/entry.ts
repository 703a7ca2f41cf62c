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
import { createChannels, type Channels } from './channels.ts';
import { floatsOf, HOLE_BARS, TIMEFRAME_MS } from './minute-bar.ts';
import type { Params } from './params.ts';
import { createPulse, isPulse, type Pulse } from './pulse.ts';
import { readingsOf } from './readings.ts';
import { createSqueeze, type Squeeze } from './squeeze.ts';

const EXPIRES_MS = 5_000;
/**
 * Log-odds per doubling of the required length (a long rest ends with a longer move), per ATR of range and per
 * multiple of volume beyond what was required (a break that many took part in). Each is capped, volume lowest:
 * where it is unknown nothing is lost but its share.
 */
const EVIDENCE_PER_DOUBLING = 0.12;
const MAX_LENGTH_EVIDENCE = 0.25;
const EVIDENCE_PER_RANGE = 0.1;
const MAX_RANGE_EVIDENCE = 0.2;
const EVIDENCE_PER_VOLUME = 0.05;
const MAX_VOLUME_EVIDENCE = 0.15;

/**
 * What one unbroken series of minutes has taught. Silent ones are not in it: a row of them would look like the
 * tightest squeeze of all.
 */
interface Learned {
  readonly channels: Channels;
  readonly squeeze: Squeeze;
  readonly pulse: Pulse;
}

interface Break {
  readonly direction: 1 | -1;
  readonly squeezeBars: number;
  readonly pulse: Pulse;
}

interface Memory {
  readonly params: Params;
  readonly series: UnbrokenSeries<Learned>;
  /** Of the series in progress. */
  channels: Channels | undefined;
  tsRestUntil: EpochMs;
}

/** The break is read against the box and the averages of the bars before; then the bar joins them. */
function findBreak(memory: Memory, bar: Candle): Break | undefined {
  const learned = memory.series(bar);
  if (learned === undefined) return undefined;
  const { channels, squeeze, pulse } = learned;
  const floats = floatsOf(bar);
  memory.channels = channels;
  pulse.add(floats, channels.atr);
  channels.add(floats);
  const direction = squeeze.breakOf(floats.close);
  const squeezeBars = squeeze.bars();
  if (direction === 0 || !isPulse(pulse, memory.params)) {
    squeeze.add(floats, channels.isSqueezed);
    return undefined;
  }
  squeeze.spend();
  return { direction, squeezeBars, pulse };
}

function evidenceOf({ squeezeBars, pulse }: Break, params: Params): number {
  const doublings = Math.log2(squeezeBars / params.min_squeeze_bars);
  const beyond = Number.isNaN(pulse.volumeRatio) ? 0 : pulse.volumeRatio - params.pulse_volume;
  return (
    Math.min(MAX_LENGTH_EVIDENCE, EVIDENCE_PER_DOUBLING * doublings) +
    Math.min(MAX_RANGE_EVIDENCE, EVIDENCE_PER_RANGE * (pulse.rangeRatio - params.pulse_range)) +
    Math.min(MAX_VOLUME_EVIDENCE, EVIDENCE_PER_VOLUME * beyond)
  );
}

function describeBreak({ direction, squeezeBars, pulse }: Break): string {
  const where = direction === 1 ? 'upwards' : 'downwards';
  const range = `${pulse.rangeRatio.toFixed(1)} times its range`;
  const volume = Number.isNaN(pulse.volumeRatio)
    ? ''
    : ` and ${pulse.volumeRatio.toFixed(1)} times its volume`;
  return `a squeeze of ${squeezeBars} bars broke ${where} with ${range}${volume}`;
}

function propose(params: Params, view: MarketView, found: Break): EntryProposal {
  const side = found.direction === 1 ? 'buy' : 'sell';
  const evidence = evidenceOf(found, params);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: describeBreak(found),
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const { params } = memory;
  const found = findBreak(memory, bar);
  if (found === undefined || view.isWarmup || !isFresh(bar, view.ts)) return undefined;
  if (view.ts < memory.tsRestUntil || view.spreadBps > params.max_spread_bps) return undefined;
  memory.tsRestUntil = view.ts + params.cooldown_ms;
  return propose(params, view, found);
}

export function createEntry(params: Params): EntryBrain {
  const series = createUnbrokenSeries({
    timeframeMs: TIMEFRAME_MS,
    holeBars: HOLE_BARS,
    begin: () => ({
      channels: createChannels(params),
      squeeze: createSqueeze(params),
      pulse: createPulse(params),
    }),
  });
  const memory: Memory = { params, series, channels: undefined, tsRestUntil: 0 };
  return {
    onBar: (view, bar) => decide(memory, view, bar),
    readings: () => readingsOf(memory.channels),
  };
}
