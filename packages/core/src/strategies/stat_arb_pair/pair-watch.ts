import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { Candle } from '../../model/candle.ts';
import type { MarketView, Seating } from '../contract.ts';
import { createFinestBar } from '../finest-bar.ts';
import { createSpread, type Spread } from './spread.ts';

/** A break of more than this many bars starts the window anew: the two may have parted meanwhile. */
const MAX_BREAK_BARS = 60;

/** The symbol on the other side; undefined when the strategy does not trade exactly two. */
export function findCompanion({ symbol, symbols }: Seating): SymbolId | undefined {
  const [first, second, ...more] = symbols;
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  if (first === second) return undefined;
  if (symbol === first) return second;
  return symbol === second ? first : undefined;
}

/**
 * The spread as seen from one side of the pair. Either side's bars are only the beat: at the end of each the mids
 * of both symbols at that very moment make one sample, always lead against follower, so that both sides measure
 * the same spread although their bars end one after the other.
 */
export interface PairWatch {
  readonly spread: Spread;
  /** True when this bar's end brought a sample of this moment. */
  add(view: MarketView, bar: Candle): boolean;
}

interface Watch {
  readonly spread: Spread;
  readonly isLead: boolean;
  readonly companion: SymbolId;
  /** Length of the bars that are followed now. */
  barMs: number;
  tsSampled: EpochMs;
  /** History only: own price at the end of the newest bar, until the other side's bar of that time has come. */
  tsPending: EpochMs;
  midPending: number;
}

/** Prices of one moment, in the order own and other whichever side this is. */
function sample(watch: Watch, own: number, other: number): void {
  const mine = Math.log(own);
  const theirs = Math.log(other);
  watch.spread.add(watch.isLead ? mine : theirs, watch.isLead ? theirs : mine);
}

function noteSampleTime(watch: Watch, ts: EpochMs): void {
  if (ts - watch.tsSampled > MAX_BREAK_BARS * watch.barMs) watch.spread.clear();
  watch.tsSampled = ts;
}

/** History shows a side only at the ends of its bars, and one side after the other: equal times belong together. */
function learnHistory(watch: Watch, view: MarketView, other: MarketView): void {
  if (other.mid > 0 && other.ts === watch.tsPending) {
    noteSampleTime(watch, other.ts);
    sample(watch, watch.midPending, other.mid);
  }
  watch.tsPending = view.ts;
  watch.midPending = view.mid;
  if (other.mid > 0 && other.ts === view.ts) {
    noteSampleTime(watch, view.ts);
    sample(watch, view.mid, other.mid);
    watch.tsPending = Number.NEGATIVE_INFINITY;
  }
}

/** A bar given out late has no mids of its own time any more, and a side not heard of for a bar has none at all. */
function isTimely(view: MarketView, other: MarketView, bar: Candle): boolean {
  const tsEnd = bar.tsOpen + bar.timeframeMs;
  if (view.ts - tsEnd > bar.timeframeMs || tsEnd - other.ts > bar.timeframeMs) return false;
  return other.mid > 0 && !other.isWarmup;
}

/** Needs a companion; `seating` gives its newest view. */
export function createPairWatch(
  seating: Seating,
  pair: { readonly companion: SymbolId; readonly window: number },
): PairWatch {
  const standingOf = createFinestBar();
  const watch: Watch = {
    spread: createSpread(pair.window),
    isLead: seating.symbols[0] === seating.symbol,
    companion: pair.companion,
    barMs: 0,
    tsSampled: Number.NEGATIVE_INFINITY,
    tsPending: Number.NEGATIVE_INFINITY,
    midPending: 0,
  };
  return {
    spread: watch.spread,
    add: (view, bar) => {
      const standing = standingOf(bar);
      if (standing === 'other') return false;
      if (standing === 'first') watch.spread.clear();
      watch.barMs = bar.timeframeMs;
      const other = seating.viewOf(watch.companion);
      if (other === undefined) return false;
      if (view.isWarmup) learnHistory(watch, view, other);
      else if (isTimely(view, other, bar)) {
        noteSampleTime(watch, view.ts);
        sample(watch, view.mid, other.mid);
        return true;
      }
      return false;
    },
  };
}
