/** Milliseconds since 1970-01-01T00:00:00Z. Core never reads a clock: every event carries its own. */
export type EpochMs = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Start of the UTC day that holds `ts`; the trading day of limits and reports. */
export function startOfUtcDay(ts: EpochMs): EpochMs {
  return ts - (((ts % DAY_MS) + DAY_MS) % DAY_MS);
}
