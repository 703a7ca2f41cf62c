import type { EpochMs } from '../../kernel/clock.ts';
import type { Side } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView, Seating } from '../contract.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import { createPairWatch, findCompanion } from './pair-watch.ts';
import type { Params } from './params.ts';
import type { Spread } from './spread.ts';

const EXPIRES_MS = 3_000;
/**
 * The most log-odds that reversion may claim: given in full to a spread of half-life 0 and not at all to one at
 * the limit, where a random walk looks the same. Far less than a true AR(1) would earn, because hedge ratio, mean
 * and deviation come from the very window that shows the extreme.
 */
const MAX_EVIDENCE = 0.5;

interface Legs {
  readonly lead: MarketView;
  readonly follower: MarketView;
}

/** What the spread has to go to either end, and what crossing both quotes costs, basis points of the lead. */
function distancesOf(spread: Spread, params: Params, { lead, follower }: Legs) {
  const sigmaBps = spread.sigma() * 10_000;
  const z = Math.abs(spread.z());
  return {
    target_bps: (z - params.exit_z) * sigmaBps,
    stop_bps: (params.stop_z - z) * sigmaBps,
    spreadBps: lead.spreadBps + spread.beta() * follower.spreadBps,
  };
}

/** Far enough out to be worth it, not so far that the stop is nearer than the way there was. */
function isStretched(spread: Spread, params: Params): boolean {
  const z = Math.abs(spread.z());
  return z >= params.entry_z && z <= (params.entry_z + params.stop_z) / 2;
}

/** The two belong together, and their spread has come back fast enough to be told from a random walk. */
function isReverting(spread: Spread, params: Params): boolean {
  const beta = spread.beta();
  if (!(beta <= params.max_hedge && beta >= 1 / params.max_hedge)) return false;
  if (!(spread.correlation() >= params.min_correlation)) return false;
  const halfLife = spread.halfLifeBars();
  return halfLife >= params.min_half_life_bars && halfLife <= params.max_half_life_bars;
}

/** Both can be bought and sold at a fair price and counted in account currency. */
function isTradable({ lead, follower }: Legs, params: Params): boolean {
  const limit = params.max_spread_bps;
  if (lead.spreadBps > limit || follower.spreadBps > limit) return false;
  return lead.quoteToAccount > 0 && follower.quoteToAccount > 0;
}

const stopOf = (view: MarketView, side: Side, stop_bps: number): number =>
  bracketAround(view, side, { stop_bps, target_bps: 0 }).stopPrice;

function propose(spread: Spread, params: Params, legs: Legs): EntryProposal {
  const { lead, follower } = legs;
  const [z, beta, halfLife] = [spread.z(), spread.beta(), spread.halfLifeBars()];
  const side: Side = z > 0 ? 'sell' : 'buy';
  const otherSide: Side = z > 0 ? 'buy' : 'sell';
  const evidence = MAX_EVIDENCE * (1 - halfLife / params.max_half_life_bars);
  const { notional, stop_bps } = params;
  return {
    side,
    entry_probability: chanceOfTarget(distancesOf(spread, params, legs), evidence),
    entry_units_intent: signedUnitsForNotional(lead, side, notional),
    thesis: `spread at z ${z.toFixed(2)}, hedge ${beta.toFixed(2)}, half-life ${halfLife.toFixed(1)} bars`,
    stopPrice: stopOf(lead, side, stop_bps),
    expiresInMs: EXPIRES_MS,
    legs: [
      {
        symbol: follower.instrument.symbol,
        side: otherSide,
        entry_units_intent: signedUnitsForNotional(follower, otherSide, notional * beta),
        stopPrice: stopOf(follower, otherSide, stop_bps),
      },
    ],
  };
}

/** Only the first of exactly two symbols speaks, for both. */
export function createEntry(params: Params, seating: Seating): EntryBrain {
  const companion = findCompanion(seating);
  if (companion === undefined || seating.symbols[0] !== seating.symbol) {
    return { onBar: () => undefined };
  }
  const watch = createPairWatch(seating, { companion, window: params.window_bars });
  const { spread } = watch;
  let tsRestUntil: EpochMs = 0;
  return {
    onBar: (view, bar) => {
      if (!watch.add(view, bar) || !isStretched(spread, params)) return undefined;
      const follower = seating.viewOf(companion);
      if (follower === undefined || view.ts < tsRestUntil) return undefined;
      const legs: Legs = { lead: view, follower };
      if (!isTradable(legs, params) || !isReverting(spread, params)) return undefined;
      if (!(distancesOf(spread, params, legs).target_bps >= params.min_edge_bps)) return undefined;
      if (seating.holds(seating.symbol) || seating.holds(companion)) return undefined;
      tsRestUntil = view.ts + params.cooldown_ms;
      return propose(spread, params, legs);
    },
  };
}
