import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';

const UNITS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['m', MINUTE_MS],
  ['s', SECOND_MS],
] as const;

/** `1m`, `4h` in ms; undefined for anything else. */
export function parseTimeframe(text: string): number | undefined {
  const match = /^([1-9]\d{0,3})([smhd])$/.exec(text);
  const unit = UNITS.find(([letter]) => letter === match?.[2]);
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit[1];
}

/** The shortest name: 60,000 is `1m`, 5,400,000 is `90m`. */
export function formatTimeframe(timeframeMs: number): string {
  const unit = UNITS.find(([, ms]) => timeframeMs % ms === 0);
  return unit === undefined ? `${timeframeMs}ms` : `${timeframeMs / unit[1]}${unit[0]}`;
}
