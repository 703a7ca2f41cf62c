import { DAY_MS, type EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';

export interface DailyClose {
  /** Start of the day, 00:00 UTC. The close is known a day later, not before. */
  readonly tsOpen: EpochMs;
  readonly close: number;
}

export interface DailyReturns {
  readonly values: Float64Array;
  /** When the newest close became known; null where there is none. */
  readonly tsKnown: EpochMs | null;
  /** Steps left out because a day between two closes is missing. */
  readonly gaps: number;
}

/**
 * Log returns, ln(close / close before), of the days that have ended by `now`, the newest `keep` of them. A step over a
 * missing day is no daily return and is left out. Refuses closes that are no prices, or out of order.
 */
export function dailyReturns(
  closes: readonly DailyClose[],
  { now, keep }: { readonly now: EpochMs; readonly keep: number | 'all' },
): Parsed<DailyReturns> {
  const values: number[] = [];
  let gaps = 0;
  let before: DailyClose | undefined;
  for (const day of closes) {
    if (day.tsOpen + DAY_MS > now) break;
    if (!(day.close > 0 && Number.isFinite(day.close))) {
      return denied('CLOSE_MALFORMED', { tsOpen: day.tsOpen, close: day.close });
    }
    if (before !== undefined) {
      const stepMs = day.tsOpen - before.tsOpen;
      if (!(stepMs > 0)) return denied('CLOSES_UNORDERED', { tsOpen: day.tsOpen });
      if (stepMs === DAY_MS) values.push(Math.log(day.close / before.close));
      else gaps += 1;
    }
    before = day;
  }
  const kept = keep === 'all' ? values : values.slice(-keep);
  const tsKnown = before === undefined ? null : before.tsOpen + DAY_MS;
  return parsed({ values: Float64Array.from(kept), tsKnown, gaps });
}
