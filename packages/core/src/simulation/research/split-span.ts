import { MINUTE_MS, type EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';

/** A part of the data that a run trades on; everything before it may be read for warm-up, nothing after it. */
export interface Span {
  readonly from: EpochMs;
  /** The last moment that belongs to it. */
  readonly to: EpochMs;
}

export interface SplitSpan {
  readonly inSample: Span;
  /** Undefined when all of the span is searched. */
  readonly outOfSample: Span | undefined;
}

const lengthOf = ({ from, to }: Span): number => to - from;
const minuteAtOrBefore = (ts: number): EpochMs => Math.floor(ts / MINUTE_MS) * MINUTE_MS;

/** In time order and without a moment that belongs to both: the last `share` of the span is kept from the search. */
export function splitSpan(span: Span, share: number): SplitSpan {
  if (share <= 0) return { inSample: span, outOfSample: undefined };
  const border = minuteAtOrBefore(span.to - lengthOf(span) * share);
  return {
    inSample: { from: span.from, to: border - 1 },
    outOfSample: { from: border, to: span.to },
  };
}

export interface WalkForwardPlan {
  readonly windows: number;
  /** Length of what is traded in each window, as a share of what a rolling window holds in all. */
  readonly outOfSampleShare: number;
  /** Anchored: every search begins at the start of the data. Rolling: all searches are of one length. */
  readonly mode: 'anchored' | 'rolling';
}

export interface WalkForwardWindow {
  readonly inSample: Span;
  readonly outOfSample: Span;
}

const LEAST_PART_MS = MINUTE_MS;

/** The parts that are traded lie end to end and reach to the end of the span. Refused where a part would be no time. */
export function walkForwardWindows(
  span: Span,
  { windows, outOfSampleShare, mode }: WalkForwardPlan,
): Parsed<readonly WalkForwardWindow[]> {
  const searchedPerTraded = (1 - outOfSampleShare) / outOfSampleShare;
  const tradedMs = lengthOf(span) / (searchedPerTraded + windows);
  const searchedMs = tradedMs * searchedPerTraded;
  if (!(Math.min(tradedMs, searchedMs) >= LEAST_PART_MS)) {
    return denied('WINDOWS_TOO_SHORT', { windows, spanMs: lengthOf(span) });
  }
  const borders = Array.from({ length: windows }, (_, index) =>
    minuteAtOrBefore(span.from + searchedMs + index * tradedMs),
  );
  return parsed(
    borders.map((border, index) => {
      const rolled = minuteAtOrBefore(span.from + index * tradedMs);
      const from = mode === 'anchored' || index === 0 ? span.from : rolled;
      const next = borders[index + 1];
      return {
        inSample: { from, to: border - 1 },
        outOfSample: { from: border, to: next === undefined ? span.to : next - 1 },
      };
    }),
  );
}
