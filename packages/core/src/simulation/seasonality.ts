import { DAY_MS, HOUR_MS, type EpochMs } from '../kernel/clock.ts';

export type Session = 'crypto' | 'fx';

/** Activity by UTC hour against the day's mean. FX: London from 7, overlap with New York 12 to 16, quiet after 21. */
const RAW_HOURS: Readonly<Record<Session, readonly number[]>> = {
  crypto: [
    1.0, 0.95, 0.9, 0.85, 0.8, 0.8, 0.82, 0.88, 0.95, 1.0, 1.0, 1.0, 1.08, 1.25, 1.35, 1.35, 1.3,
    1.2, 1.1, 1.05, 1.02, 1.0, 0.98, 1.0,
  ],
  fx: [
    0.75, 0.75, 0.7, 0.65, 0.65, 0.7, 0.85, 1.2, 1.35, 1.25, 1.1, 1.05, 1.3, 1.55, 1.6, 1.5, 1.3,
    1.0, 0.9, 0.85, 0.75, 0.55, 0.5, 0.6,
  ],
};

function withMeanOne(hours: readonly number[]): readonly number[] {
  const mean = hours.reduce((sum, hour) => sum + hour, 0) / hours.length;
  return hours.map((hour) => hour / mean);
}

const HOURS: Readonly<Record<Session, readonly number[]>> = {
  crypto: withMeanOne(RAW_HOURS.crypto),
  fx: withMeanOne(RAW_HOURS.fx),
};

/** Activity now as a multiple of the day's mean, linear between the hours; steers pace and volatility. */
export function seasonalActivity(session: Session, ts: EpochMs): number {
  const hours = HOURS[session];
  const position = (((ts % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;
  const hour = Math.floor(position);
  const from = hours[hour] ?? 1;
  const to = hours[(hour + 1) % hours.length] ?? 1;
  return from + (to - from) * (position - hour);
}
