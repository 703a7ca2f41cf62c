import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';

const marketStateSchema = z.object({
  tsSaved: z.number(),
  prices: z.record(z.string(), z.number().gt(0)),
});

/** Where the simulated market stood; only so that a restart does not look like a jump. */
export interface MarketState {
  readonly tsSaved: EpochMs;
  readonly prices: Readonly<Record<string, number>>;
}

/** Undefined when there is none or it cannot be read: the market then starts from its defaults. */
export function readMarketState(path: string): MarketState | undefined {
  try {
    return marketStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place: a reader never sees half of it. */
export function writeMarketState(path: string, state: MarketState): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.draft`;
  writeFileSync(draft, JSON.stringify(state), { mode: 0o600 });
  renameSync(draft, path);
}
