import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/clock.ts';

const UNITS = [
  [DAY_MS, 'd'],
  [HOUR_MS, 'h'],
  [MINUTE_MS, 'm'],
  [SECOND_MS, 's'],
] as const;

/** `5m`, `1h`, `90s`: the largest unit that divides it. */
export function timeframeName(timeframeMs: number): string {
  for (const [unit, letter] of UNITS) {
    if (timeframeMs % unit === 0) return `${timeframeMs / unit}${letter}`;
  }
  return `${timeframeMs}ms`;
}
