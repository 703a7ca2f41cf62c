import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { listBookLogs } from '../../adapters/simulated/read-venue-book.ts';

/** An order as the venue itself has written down when it was handed over. */
export interface HandOver {
  readonly ts: number;
  readonly isEntry: boolean;
}

const sentSchema = z.object({
  type: z.literal('Sent'),
  tsArrives: z.number(),
  line: z.object({ kind: z.literal('submit'), request: z.object({ type: z.string() }) }),
});
const lineSchema = z.object({ entries: z.array(z.unknown()) });

/**
 * Every order in the venue's own book, in the order it came. The desk's entries are limit orders; what closes a
 * position is a market order, and a lock lets it pass.
 */
export function readHandOvers(dataFolder: string, latencyMs: number): readonly HandOver[] {
  const logs = listBookLogs(path.join(dataFolder, 'venue'));
  const handOvers: HandOver[] = [];
  for (const line of logs.flatMap((log) => readFileSync(log, 'utf8').split('\n'))) {
    if (!line.includes('"Sent"')) continue;
    const { entries } = lineSchema.parse(JSON.parse(line));
    for (const entry of entries) {
      const sent = sentSchema.safeParse(entry);
      if (!sent.success) continue;
      const { tsArrives, line: request } = sent.data;
      handOvers.push({ ts: tsArrives - latencyMs, isEntry: request.request.type === 'limit' });
    }
  }
  return handOvers;
}
