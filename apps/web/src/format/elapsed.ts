import { formatAge } from './age.ts';

/** How long something took: "240 ms", "6.49 s", "2 m 04 s", "1 h 30 m". */
export function formatElapsed(elapsedMs: number): string {
  if (elapsedMs < 1_000) return `${Math.round(elapsedMs)} ms`;
  return elapsedMs < 60_000 ? `${(elapsedMs / 1_000).toFixed(2)} s` : formatAge(elapsedMs);
}
