import type { Play } from '../../contract/agent/decision-record.schema.ts';
import type { Mark } from '../../contract/agent/decision-result.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';

/** A bar as the marks read it; prices are floats, for judging only. */
export interface PriceBar {
  readonly tsOpen: EpochMs;
  readonly tsClose: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

export interface FundingRate {
  readonly ts: EpochMs;
  /** Above zero: longs pay. */
  readonly rateBps: number;
}

/** What happened between a decision and its horizon. */
export interface Path {
  readonly tsEntry: EpochMs;
  /** Middle of bid and ask at the decision. */
  readonly mid: number;
  /** Not empty; oldest first; the last one closes at the mark. */
  readonly bars: readonly PriceBar[];
  readonly funding: readonly FundingRate[];
  /** Of one side. */
  readonly feeBps: number;
  /** Half the spread and what a taker loses beyond it, of one side. */
  readonly slippageBps: number;
}

interface Exit {
  readonly price: number;
  readonly ts: EpochMs;
  readonly kind: 'horizon' | 'stop' | 'target';
}

const BPS = 10_000;
const DIRECTIONS = { BUY: 1, SELL: -1, HOLD: 0, ABSTAIN: 0 } as const;

const isBeyond = (price: number, level: number, direction: number): boolean =>
  (price - level) * direction >= 0;

/** Stop before target where a bar touches both; a bar that opens beyond the stop is left at its open. */
function exitInBar(bar: PriceBar, play: Play, direction: number): Exit | undefined {
  const { stopPrice: stop, targetPrice: target } = play;
  const [worst, best] = direction > 0 ? [bar.low, bar.high] : [bar.high, bar.low];
  if (stop !== null && isBeyond(worst, stop, -direction)) {
    const price = isBeyond(bar.open, stop, -direction) ? bar.open : stop;
    return { price, ts: bar.tsClose, kind: 'stop' };
  }
  if (target !== null && isBeyond(best, target, direction)) {
    return { price: target, ts: bar.tsClose, kind: 'target' };
  }
  return undefined;
}

function findExit(play: Play, path: Path, direction: number): Exit {
  let last = { price: path.mid, ts: path.tsEntry, kind: 'horizon' as const };
  for (const bar of path.bars) {
    const exit = play.reduces ? undefined : exitInBar(bar, play, direction);
    if (exit !== undefined) return exit;
    last = { price: bar.close, ts: bar.tsClose, kind: 'horizon' };
  }
  return last;
}

export function emptyMark(tsExit: EpochMs): Mark {
  return { gross: 0, fees: 0, slippage: 0, funding: 0, net: 0, exit: 'none', tsExit };
}

/**
 * The play's change of exposure marked over the path, closed at its end. A play that reduces pays its costs now
 * instead of later: they cancel against those of doing nothing and are not counted.
 */
export function markPlay(play: Play, path: Path): Mark {
  const direction = DIRECTIONS[play.action];
  if (direction === 0 || play.notionalQuote === 0) return emptyMark(path.tsEntry);
  const exit = findExit(play, path, direction);
  const growth = exit.price / path.mid;
  const exposure = direction * play.notionalQuote;
  const turnover = play.reduces ? 0 : play.notionalQuote * (1 + growth);
  const rates = path.funding.filter(({ ts }) => ts > path.tsEntry && ts <= exit.ts);
  const gross = exposure * (growth - 1);
  const fees = (turnover * path.feeBps) / BPS;
  const slippage = (turnover * path.slippageBps) / BPS;
  const funding = (exposure * rates.reduce((sum, { rateBps }) => sum + rateBps, 0)) / BPS;
  const net = gross - fees - slippage - funding;
  return { gross, fees, slippage, funding, net, exit: exit.kind, tsExit: exit.ts };
}
