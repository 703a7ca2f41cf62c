import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { Side } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { createEma, type Ema } from '../indicators/ema.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { createSecondBars, type SecondBars } from './second-bars.ts';

const BURST_S = 5;
/** Seconds over which the usual range of a spell is averaged. */
const USUAL_S = 120;
/** A burst is worthless once the next one could have begun. */
const EXPIRES_MS = 2_000;
/** Log-odds per multiple of the required move, and the most that a burst may claim. */
const EVIDENCE_PER_MULTIPLE = 0.25;
const MAX_EVIDENCE = 0.8;

interface Memory {
  readonly params: Params;
  readonly spellS: number;
  readonly seconds: SecondBars;
  readonly usualRange: Ema;
  isQuiet: boolean;
  spellHigh: number;
  spellLow: number;
  /** Price that the 5-second move is measured from. */
  reference: number;
  tsRestUntil: EpochMs;
}

/** Once a second: measures the spell that lies before the last five seconds. */
function measureSpell(memory: Memory): void {
  const { seconds, spellS, usualRange } = memory;
  memory.isQuiet = false;
  if (seconds.filled() < BURST_S + spellS) return;
  const { highest, lowest } = seconds.rangeAgo(BURST_S + 1, BURST_S + spellS);
  const range = highest - lowest;
  const usual = usualRange.add(range);
  memory.spellHigh = highest;
  memory.spellLow = lowest;
  memory.reference = seconds.closeAgo(BURST_S + 1);
  memory.isQuiet = usualRange.isStable() && range <= usual * memory.params.quiet_ratio;
}

function propose(memory: Memory, view: MarketView, strength: number): EntryProposal {
  const { params } = memory;
  const side: Side = view.mid > memory.reference ? 'buy' : 'sell';
  const moveBps = ((view.mid - memory.reference) / memory.reference) * 10_000;
  const evidence = Math.min(MAX_EVIDENCE, EVIDENCE_PER_MULTIPLE * strength);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `5 s burst of ${moveBps.toFixed(1)} bps out of a quiet spell, ${strength.toFixed(1)} times the needed move`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

/** How many times the required move the burst is; below 1 it is none. */
function burstStrength(memory: Memory, mid: number): number {
  const { params, spellHigh, spellLow, reference } = memory;
  if (mid <= spellHigh && mid >= spellLow) return 0;
  const floor = (reference * params.min_burst_bps) / 10_000;
  const needed = Math.max(floor, (spellHigh - spellLow) * params.burst_ratio);
  return needed > 0 ? Math.abs(mid - reference) / needed : 0;
}

function decide(memory: Memory, view: MarketView): EntryProposal | undefined {
  if (memory.seconds.add(view.mid, view.ts)) measureSpell(memory);
  if (!memory.isQuiet || view.isWarmup || view.ts < memory.tsRestUntil) return undefined;
  if (view.spreadBps > memory.params.max_spread_bps) return undefined;
  const strength = burstStrength(memory, view.mid);
  if (strength < 1) return undefined;
  memory.tsRestUntil = view.ts + memory.params.cooldown_ms;
  return propose(memory, view, strength);
}

export function createEntry(params: Params): EntryBrain {
  const spellS = Math.round(params.quiet_ms / SECOND_MS);
  const memory: Memory = {
    params,
    spellS,
    seconds: createSecondBars(BURST_S + spellS),
    usualRange: createEma(USUAL_S),
    isQuiet: false,
    spellHigh: 0,
    spellLow: 0,
    reference: 0,
    tsRestUntil: 0,
  };
  return { onQuote: (view) => decide(memory, view) };
}
