import { MINUTE_MS, SECOND_MS, type EpochMs } from '../kernel/clock.ts';
import type { VenueReport } from '../model/venue-report.ts';

/** The part of a venue that lives by the clock. */
export interface DueSource {
  nextDueTs(): EpochMs | undefined;
  advance(ts: EpochMs): readonly VenueReport[];
}

/** One thing that happens between two market inputs, at its own time. */
export type DueStep =
  | { readonly type: 'VenueReported'; readonly report: VenueReport; readonly ts: EpochMs }
  | { readonly type: 'ClockAdvanced'; readonly ts: EpochMs };

export interface DueSequence {
  /**
   * The next step at or before `upTo`, or undefined. Ask again after its effects have been executed:
   * they may have made something new due. At equal times reports come before the clock.
   */
  next(upTo: EpochMs): DueStep | undefined;
  /** When `next` would have something to give; for a runtime that sleeps in between. */
  nextTs(): EpochMs;
  /** Goes on behind `ts` as if every clock step up to it had been taken. Nothing of the venue may be due before. */
  skipTo(ts: EpochMs): void;
}

/** Knows which clock steps would change nothing, so that they need not be taken. */
export interface IdleClock {
  /** Steps before this time change nothing, provided that nothing else happens in between. */
  tsClockMatters(): EpochMs;
  /** The step at `ts` was left out. */
  clockSkipped(ts: EpochMs): void;
}

export interface DueSequenceOptions {
  readonly venue: DueSource;
  /** Session start: the first `ClockAdvanced` is the first whole interval after it. */
  readonly tsStart: EpochMs;
  /** Default one second. */
  readonly clockIntervalMs?: number;
  /** Left out, every step is taken. */
  readonly idleClock?: IdleClock;
}

/**
 * A silence longer than this is crossed in longer steps: a weekend on a tape is not 172,800 events, and the gaps
 * between the quotes of a candle are not one event a second.
 */
const LONG_SILENCE_MS = 10 * SECOND_MS;

/**
 * The step after `ts` on the way to `upTo`: the next whole minute, or, where that lies beyond, the last whole ten
 * seconds before the silence ends.
 */
function crossSilence(ts: EpochMs, upTo: EpochMs): EpochMs {
  const tsMinute = (Math.floor(ts / MINUTE_MS) + 1) * MINUTE_MS;
  if (tsMinute <= upTo) return tsMinute;
  return Math.max(ts + SECOND_MS, Math.floor(upTo / LONG_SILENCE_MS) * LONG_SILENCE_MS);
}

/**
 * What comes next in a simulated session. Backtest, replay of tapes and live simulation all ask here,
 * so the order of events cannot differ between them.
 */
export function createDueSequence(options: DueSequenceOptions): DueSequence {
  const { venue, tsStart, clockIntervalMs = SECOND_MS, idleClock } = options;
  let tsClock = (Math.floor(tsStart / clockIntervalMs) + 1) * clockIntervalMs;
  let tsPending = tsStart;
  let pending: readonly VenueReport[] = [];
  let taken = 0;

  const nextReport = (upTo: EpochMs): DueStep | undefined => {
    for (;;) {
      const report = pending[taken];
      if (report !== undefined) {
        taken += 1;
        return { type: 'VenueReported', report, ts: tsPending };
      }
      const tsVenue = venue.nextDueTs();
      if (tsVenue === undefined || tsVenue > upTo || tsVenue > tsClock) return undefined;
      // One due time after the other: an arrival alone gives no report and is asked past.
      pending = venue.advance(tsVenue);
      taken = 0;
      tsPending = Math.max(tsVenue, tsPending);
    }
  };

  const stepAfter = (ts: EpochMs, upTo: EpochMs): EpochMs =>
    upTo - ts > LONG_SILENCE_MS && clockIntervalMs < MINUTE_MS
      ? crossSilence(ts, upTo)
      : ts + clockIntervalMs;

  /** Whatever road the steps take to `ts`, they all stand on whole intervals and reach the last one before it. */
  const skipTo = (ts: EpochMs): void => {
    tsClock = Math.max(tsClock, (Math.floor(ts / clockIntervalMs) + 1) * clockIntervalMs);
    tsPending = Math.max(tsPending, tsClock - clockIntervalMs);
  };

  /** Only between reports: one that is due may change what the clock would find. */
  const skipIdle = (idle: IdleClock, upTo: EpochMs): void => {
    if (tsClock > upTo || venue.nextDueTs() !== undefined) return;
    const tsMatters = idle.tsClockMatters();
    if (tsClock >= tsMatters) return;
    if (tsMatters > upTo) skipTo(upTo);
    else {
      while (tsClock < tsMatters) {
        tsPending = Math.max(tsPending, tsClock);
        tsClock = stepAfter(tsClock, upTo);
      }
    }
    idle.clockSkipped(tsPending);
  };

  return {
    next: (upTo) => {
      const report = nextReport(upTo);
      if (report !== undefined) return report;
      if (idleClock !== undefined) skipIdle(idleClock, upTo);
      if (tsClock > upTo) return undefined;
      const ts = tsClock;
      tsClock = stepAfter(ts, upTo);
      tsPending = Math.max(tsPending, ts);
      return { type: 'ClockAdvanced', ts };
    },
    skipTo,
    nextTs: () => {
      if (pending[taken] !== undefined) return tsPending;
      const tsVenue = venue.nextDueTs();
      return tsVenue === undefined ? tsClock : Math.min(tsVenue, tsClock);
    },
  };
}
