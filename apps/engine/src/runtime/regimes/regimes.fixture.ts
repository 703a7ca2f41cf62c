import {
  regimesConfigSchema,
  type HmmConfig,
  type MacroConfig,
} from '@quarterdeck/core/contract/agent/config/regimes.schema';
import { DAY_MS, startOfUtcDay } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { DailyClose } from '@quarterdeck/core/market/regimes/daily-returns';

const config = regimesConfigSchema.parse({});
export const hmmConfig: HmmConfig = config.hmm;
export const macroConfig: MacroConfig = config.macro;

/** Calm months and wild ones by turns, up to yesterday. */
export function closesUntil(now: number, days: number): DailyClose[] {
  const rng = createRng(7);
  const first = startOfUtcDay(now) - days * DAY_MS;
  let close = 100;
  return Array.from({ length: days }, (_, day) => {
    const size = Math.floor(day / 30) % 2 === 0 ? 0.005 : 0.05;
    close *= 1 + (rng.next() - 0.5) * 2 * size;
    return { tsOpen: first + day * DAY_MS, close };
  });
}
