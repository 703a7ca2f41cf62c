import { z } from 'zod';
import { openConsoleStream } from '../../adapters/console-stream/console-stream.ts';
import { systemClock } from '../../adapters/system/system-clock.ts';
import { swarmOrderSchema, type SwarmReport } from './console-swarm-report.ts';

// Many consoles in one process beside the engine's. Each message is timed before anything is done with it, and only
// the first console's are read whole: fifty real consoles would each have a machine of their own for that.

const deltaSchema = z.object({
  result: z.object({
    data: z.object({
      data: z.object({
        kind: z.literal('delta'),
        tsServer: z.number(),
        changed: z.object({ feeds: z.array(z.object({ tsLast: z.number().nullable() })) }),
      }),
    }),
  }),
});

const empty = () => ({
  messages: 0,
  bytes: 0,
  delaysMs: [] as number[],
  longestGapMs: 0,
  marketLagsMs: [] as number[],
});

let seen = empty();
let attached = 0;
let dropped = 0;
let lastAtMs = 0;

function readMarketLag(text: string): void {
  const delta = deltaSchema.safeParse(JSON.parse(text));
  if (!delta.success) return;
  const { tsServer, changed } = delta.data.result.data.data;
  const newest = Math.max(...changed.feeds.map(({ tsLast }) => tsLast ?? 0));
  seen.marketLagsMs.push(tsServer - newest);
}

function onText(text: string, isFirst: boolean): void {
  const now = systemClock.now();
  seen.messages += 1;
  seen.bytes += text.length;
  const head = text.slice(0, 400);
  const tsServer = /"kind":"delta".*?"tsServer":(\d+)/.exec(head)?.[1];
  if (tsServer !== undefined) seen.delaysMs.push(Math.max(0, now - Number(tsServer)));
  if (!isFirst) return;
  const nowMs = systemClock.monotonicMs();
  if (lastAtMs > 0) seen.longestGapMs = Math.max(seen.longestGapMs, nowMs - lastAtMs);
  lastAtMs = nowMs;
  if (tsServer !== undefined) readMarketLag(text);
}

function report(kind: SwarmReport['kind']): void {
  process.send?.({ kind, attached, dropped, ...seen } satisfies SwarmReport);
  seen = empty();
}

async function attach(message: unknown): Promise<void> {
  const { url, token, consoles } = swarmOrderSchema.parse(message);
  for (let index = 0; index < consoles; index += 1) {
    await openConsoleStream({
      url,
      token,
      onText: (text) => onText(text, index === 0),
      onClose: () => (dropped += 1),
    });
    attached += 1;
  }
  report('attached');
}

process.on('message', (message) => {
  if (message === 'report') report('report');
  else void attach(message);
});
process.on('disconnect', () => process.exit(0));
