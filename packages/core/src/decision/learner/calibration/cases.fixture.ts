import { createRng } from '../../../kernel/rng.ts';
import type { CalibrationCase } from './calibration-case.ts';

const HOUR_MS = 3_600_000;

/** `n` cases an hour apart, each known four hours later: stated by `state`, true with the chance `truth` gives that. */
export function forecastsOf(
  n: number,
  {
    seed,
    state,
    truth,
  }: { seed: number; state: (u: number) => number; truth: (p: number) => number },
): CalibrationCase[] {
  const rng = createRng(seed);
  return Array.from({ length: n }, (_, index) => {
    const pStated = state(rng.next());
    return {
      decisionId: `d${index}`,
      version: 'model@prompt-1',
      event: 'up_1atr_before_down_1atr' as const,
      pStated,
      tsDecided: index * HOUR_MS,
      tsResolves: (index + 4) * HOUR_MS,
      happened: rng.next() < truth(pStated),
    };
  });
}

/** Percent steps, as a model states them. */
export const anyPercent = (u: number): number => Math.round(5 + u * 90) / 100;
