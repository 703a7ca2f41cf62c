import type { EpochMs } from '../../kernel/clock.ts';
import { toFloat } from '../../kernel/decimal.ts';
import type { Side, Trade } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { createSignedFlow, type SignedFlow } from './signed-flow.ts';

const EXPIRES_MS = 2_000;
/** An imbalance must fall below this share of its threshold before the next one is news. */
const REARM_SHARE = 0.5;
/** Log-odds per multiple of the required sigma, and the most that an imbalance may claim. */
const EVIDENCE_PER_MULTIPLE = 0.22;
const MAX_EVIDENCE = 0.8;

interface Memory {
  readonly params: Params;
  readonly flow: SignedFlow;
  /** Once a trade has been seen, trades are the better witness and quotes are no longer counted. */
  hasTrades: boolean;
  lastMid: number;
  /** Average of the mids over one half-life, by time. */
  averageMid: number;
  tsAverage: EpochMs;
  isArmed: boolean;
  tsRestUntil: EpochMs;
}

function propose(memory: Memory, view: MarketView, side: Side): EntryProposal {
  const { params, flow, hasTrades } = memory;
  const strength = Math.abs(flow.sigma()) / params.min_sigma;
  const evidence = Math.min(MAX_EVIDENCE, EVIDENCE_PER_MULTIPLE * strength);
  const share = Math.round(Math.abs(flow.imbalance()) * 100);
  const source = hasTrades ? 'traded volume' : 'quote moves';
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `${source} leans ${share} % to the ${side} side, ${Math.abs(flow.sigma()).toFixed(1)} sigma`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

/** Time-weighted, so that a burst of quotes counts no more than one quote that stood as long. */
function followMid(memory: Memory, view: MarketView): void {
  if (memory.averageMid === 0) memory.averageMid = view.mid;
  const share = Math.min(1, (view.ts - memory.tsAverage) / memory.params.half_life_ms);
  memory.averageMid += (view.mid - memory.averageMid) * share;
  memory.tsAverage = view.ts;
}

/** Flow that does not move the price is being absorbed by someone larger. */
function hasDrift(memory: Memory, view: MarketView): boolean {
  const { averageMid, params, flow } = memory;
  const driftBps = ((view.mid - averageMid) / averageMid) * 10_000;
  return (flow.sigma() > 0 ? driftBps : -driftBps) >= params.min_drift_bps;
}

/** The threshold is crossed once per imbalance, not once per tick of it. */
function hasNews(memory: Memory): boolean {
  const { params, flow } = memory;
  const sigma = Math.abs(flow.sigma());
  if (sigma < params.min_sigma * REARM_SHARE) memory.isArmed = true;
  if (!memory.isArmed || sigma < params.min_sigma || flow.count() < params.min_ticks) return false;
  return Math.abs(flow.imbalance()) >= params.min_imbalance;
}

function decide(memory: Memory, view: MarketView): EntryProposal | undefined {
  if (!hasNews(memory) || view.isWarmup || !hasDrift(memory, view)) return undefined;
  if (view.ts < memory.tsRestUntil || view.spreadBps > memory.params.max_spread_bps) {
    return undefined;
  }
  memory.isArmed = false;
  memory.tsRestUntil = view.ts + memory.params.cooldown_ms;
  return propose(memory, view, memory.flow.sigma() > 0 ? 'buy' : 'sell');
}

function onTrade(memory: Memory, view: MarketView, trade: Trade): EntryProposal | undefined {
  if (!memory.hasTrades) {
    memory.hasTrades = true;
    memory.flow.reset();
  }
  const size = toFloat(trade.qty);
  memory.flow.add(trade.side === 'buy' ? size : -size, view.ts);
  return decide(memory, view);
}

/** The tick rule: a rise of the mid counts as a buy, a fall as a sell, no move as nothing. */
function onQuote(memory: Memory, view: MarketView): EntryProposal | undefined {
  followMid(memory, view);
  if (memory.hasTrades) return undefined;
  const { lastMid } = memory;
  memory.lastMid = view.mid;
  if (lastMid === 0 || view.mid === lastMid) return undefined;
  memory.flow.add(view.mid > lastMid ? 1 : -1, view.ts);
  return decide(memory, view);
}

export function createEntry(params: Params): EntryBrain {
  const memory: Memory = {
    params,
    flow: createSignedFlow(params.half_life_ms),
    hasTrades: false,
    lastMid: 0,
    averageMid: 0,
    tsAverage: 0,
    isArmed: true,
    tsRestUntil: 0,
  };
  return {
    onQuote: (view) => onQuote(memory, view),
    onTrade: (view, trade) => onTrade(memory, view, trade),
  };
}
