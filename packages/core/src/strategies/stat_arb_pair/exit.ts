import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { ExitBrain, ExitProposal, PositionView, Seating } from '../contract.ts';
import { createPairWatch, findCompanion } from './pair-watch.ts';
import type { Params } from './params.ts';

const closeAll = (thesis: string): ExitProposal => ({ fraction: 1, thesis });

/**
 * One leg alone is a bet nobody made. After both have been seen together its end is the other's end; before
 * that the other may still be on its way, and has the grace.
 */
function createCompanionCheck(seating: Seating, companion: SymbolId | undefined, graceMs: number) {
  /** Opening time of the position that was seen with its companion. */
  let tsTogether: EpochMs = Number.NEGATIVE_INFINITY;
  return ({ tsOpened, ageMs }: PositionView): ExitProposal | undefined => {
    if (companion !== undefined && seating.holds(companion)) {
      tsTogether = tsOpened;
      return undefined;
    }
    if (tsTogether !== tsOpened && ageMs < graceMs) return undefined;
    return closeAll('the other leg is not held');
  };
}

function exitByAge(position: PositionView, limitMs: number): ExitProposal | undefined {
  if (position.ageMs < limitMs) return undefined;
  const minutes = (position.ageMs / 60_000).toFixed(0);
  return closeAll(`time is up after ${minutes} min at ${position.gainBps.toFixed(1)} bps`);
}

/** `stretch` is the z of the spread turned so that the pair was opened where it was positive. */
function exitBySpread(stretch: number, params: Params): ExitProposal | undefined {
  if (stretch < params.exit_z) return closeAll(`spread is back at z ${stretch.toFixed(2)}`);
  return stretch > params.stop_z ? closeAll(`spread ran on to z ${stretch.toFixed(2)}`) : undefined;
}

/** The other leg and the time on quotes, the spread on bars. Whichever leg sees its reason first ends both. */
export function createExit(params: Params, seating: Seating): ExitBrain {
  const companion = findCompanion(seating);
  const watch = companion && createPairWatch(seating, { companion, window: params.window_bars });
  const isLead = seating.symbols[0] === seating.symbol;
  const judgeCompanion = createCompanionCheck(seating, companion, params.grace_ms);
  let hasSample = false;
  return {
    observeBar: (view, bar) => {
      hasSample = watch?.add(view, bar) === true;
    },
    onQuote: (_view, position) =>
      judgeCompanion(position) ?? exitByAge(position, params.time_stop_ms),
    onBar: (_view, position) => {
      if (watch === undefined || !hasSample) return undefined;
      // A lead that was sold was dear; the follower stands the other way round.
      const isLeadSold = isLead === (position.side === 'short');
      return exitBySpread(isLeadSold ? watch.spread.z() : -watch.spread.z(), params);
    },
  };
}
