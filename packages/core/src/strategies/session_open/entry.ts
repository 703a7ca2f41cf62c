import type { EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { isFresh } from '../indicators/unbroken-series.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { projectBreak, type Distances } from './projection.ts';
import { findRangeBreak, type RangeBreak } from './range-break.ts';
import { readingsOf } from './readings.ts';
import { createBarFilter, sessionBarOf, type SessionBar } from './session-bar.ts';
import { createSessions, type Session } from './sessions.ts';

const EXPIRES_MS = 5_000;
/** A stop nearer than this many spreads would be met by the spread alone. */
const MIN_STOP_SPREADS = 3;

/** A session with the memory of whether its break has come; each is good for one. */
interface Watch {
  readonly session: Session;
  /** End of the range whose break has come. */
  tsSpent: EpochMs;
}

interface Memory {
  readonly params: Params;
  readonly watches: readonly Watch[];
  tsRestUntil: EpochMs;
}

function findBreak(watch: Watch, bar: SessionBar, params: Params): RangeBreak | undefined {
  const { range } = watch.session;
  range.add(bar);
  if (watch.tsSpent === range.tsEnd) return undefined;
  const found = findRangeBreak(range, bar, params);
  if (found !== undefined) watch.tsSpent = range.tsEnd;
  return found;
}

/**
 * The stop lies at the other side of the range, at most `stop_bps` away; the target keeps its proportion to the stop.
 * Undefined when the price has gone back through the range or the spread alone would meet the stop.
 */
function distancesOf(view: MarketView, found: RangeBreak, params: Params): Distances | undefined {
  const from = found.direction === 1 ? view.ask : view.bid;
  const { spreadBps } = view;
  const farBps = ((found.direction * (from - found.farEdge)) / from) * 10_000;
  const stop_bps = Math.min(params.stop_bps, farBps);
  if (stop_bps < MIN_STOP_SPREADS * spreadBps || stop_bps <= 0) return undefined;
  return { stop_bps, target_bps: (params.target_bps * stop_bps) / params.stop_bps, spreadBps };
}

interface Found {
  readonly name: string;
  readonly break: RangeBreak;
  readonly distances: Distances;
}

function propose(params: Params, view: MarketView, found: Found): EntryProposal {
  const { direction, reach } = found.break;
  const side = direction === 1 ? 'buy' : 'sell';
  const projection = projectBreak(found.break, found.distances, params);
  const notional = params.notional * projection.size_multiplier;
  const where = direction === 1 ? 'above' : 'below';
  return {
    side,
    entry_probability: projection.projection_probability,
    entry_units_intent: signedUnitsForNotional(view, side, notional),
    thesis: `${found.name} closed ${where} its opening range by ${reach.toFixed(2)} of its width, size times ${projection.size_multiplier.toFixed(2)}`,
    ...bracketAround(view, side, found.distances),
    expiresInMs: EXPIRES_MS,
  };
}

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const { params } = memory;
  const floats = sessionBarOf(bar);
  let proposal: EntryProposal | undefined;
  // Every session reads every bar, whatever another one has found in it.
  for (const watch of memory.watches) {
    const found = findBreak(watch, floats, params);
    if (found === undefined || proposal !== undefined) continue;
    if (view.isWarmup || view.ts < memory.tsRestUntil || !isFresh(bar, view.ts)) continue;
    const distances = distancesOf(view, found, params);
    if (view.spreadBps > params.max_spread_bps || distances === undefined) continue;
    memory.tsRestUntil = view.ts + params.cooldown_ms;
    proposal = propose(params, view, { name: watch.session.name, break: found, distances });
  }
  return proposal;
}

export function createEntry(params: Params): EntryBrain {
  const sessions = createSessions(params);
  const watches = sessions.map((session) => ({ session, tsSpent: Number.NEGATIVE_INFINITY }));
  const memory: Memory = { params, watches, tsRestUntil: 0 };
  const counts = createBarFilter();
  return {
    onBar: (view, bar) => (counts(bar) ? decide(memory, view, bar) : undefined),
    readings: () => readingsOf(sessions),
  };
}
