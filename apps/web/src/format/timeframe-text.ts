const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** Length of a bar as it is said: "5s", "1m", "4h". */
export function timeframeText(timeframeMs: number): string {
  const unit = UNITS.find(([, ms]) => timeframeMs % ms === 0);
  return unit ? `${timeframeMs / unit[1]}${unit[0]}` : `${timeframeMs}ms`;
}
