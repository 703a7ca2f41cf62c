import { DAY_MS, type EpochMs } from '../kernel/clock.ts';
import type { QuietDesk, QuotePath } from '../desk-contract.ts';
import type { DeskState } from './desk-state.ts';
import { isFlattening } from './guard-facts.ts';
import { createPassing, type Passing } from './pass-bars.ts';
import { equityOf, findUnpriced } from './valuation.ts';

/** Whatever a clock step looks after at once: orders under way, stops that rest or should, open questions, records that wait. */
const isBusy = (state: DeskState): boolean =>
  state.phase !== 'running' ||
  // The gate hears every tick and every second.
  state.options.agent !== undefined ||
  state.orders.workingCount > 0 ||
  state.stopWatches.size > 0 ||
  state.isRiskDirty ||
  !state.isEquityWatched ||
  state.suspects.size > 0 ||
  state.dirtyPositions.size > 0 ||
  state.deferredFills.length > 0 ||
  state.impairments.size > 0 ||
  isFlattening(state);

function tsClockMatters(state: DeskState): EpochMs {
  if (isBusy(state)) return 0;
  return Math.min(state.tsDay + DAY_MS, state.market.nextDueTs());
}

/** The comparison with the venue's book would have been made on the way and have found nothing. */
function noteSkipped(state: DeskState, ts: EpochMs): void {
  state.tsVenueQueried = ts;
}

function passBars(
  state: DeskState,
  passing: Passing,
  asked: { readonly paths: readonly QuotePath[]; readonly first: number; readonly tsEnd: EpochMs },
): boolean {
  const { paths, first, tsEnd } = asked;
  if (tsClockMatters(state) <= tsEnd || !passing.holds(paths, first)) return false;
  passing.keep(paths, first);
  noteSkipped(state, tsEnd);
  return true;
}

export function createQuietDesk(state: DeskState): QuietDesk {
  const passing = createPassing(state);
  return {
    tsClockMatters: () => tsClockMatters(state),
    clockSkipped: (ts) => {
      noteSkipped(state, ts);
    },
    passBars: (paths, first, tsEnd) => passBars(state, passing, { paths, first, tsEnd }),
    passed: passing.range,
    equityAtPoint: (point) => passing.equityAt(point),
    equity: () => (findUnpriced(state) === undefined ? equityOf(state) : undefined),
    openCount: () => state.positions.count,
    setLearning: (isLearning) => {
      state.isLearning = isLearning;
    },
  };
}
