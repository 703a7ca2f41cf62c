import { z } from 'zod';

/** What the process of the consoles was asked to do. */
export const swarmOrderSchema = z.object({
  url: z.string(),
  token: z.string(),
  consoles: z.int(),
});

/** What it has seen since the last report. */
export const swarmReportSchema = z.object({
  kind: z.enum(['attached', 'report']),
  attached: z.int(),
  /** Sockets that have ended without being asked to. */
  dropped: z.int(),
  messages: z.int(),
  bytes: z.int(),
  /** From the server's time in a delta to its arrival here. */
  delaysMs: z.array(z.number()),
  /** Longest silence of the first console. */
  longestGapMs: z.number(),
  /** How far the newest tick in a delta lay behind the delta's own time. */
  marketLagsMs: z.array(z.number()),
});
export type SwarmReport = z.output<typeof swarmReportSchema>;
