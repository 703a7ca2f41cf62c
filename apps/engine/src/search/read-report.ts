import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { signedDecimalSchema } from '@quarterdeck/core/contract/decimal.schema';
import type { Clock } from '../ports/clock.ts';
import { SearchError } from './search-error.ts';
import { openSearchMemory } from './search-memory.ts';

/** What of a report Monte Carlo needs. */
export interface ReportedTrades {
  readonly currency: string;
  readonly startingBalance: number;
  readonly nets: readonly number[];
}

const reportSchema = z.object({
  currency: z.string(),
  totals: z.object({ starting: signedDecimalSchema }),
  trades: z.array(z.object({ net: signedDecimalSchema, tsClosed: z.number() })),
});

function parseReport(name: string, text: string): ReportedTrades {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new SearchError(`${name} is not JSON`);
  }
  const parsed = reportSchema.safeParse(content);
  if (!parsed.success) throw new SearchError(`${name} is no report of a backtest`);
  const { currency, totals, trades } = parsed.data;
  if (trades.length < 2)
    throw new SearchError(`${name} has too few trades to put in another order`);
  const closed = trades.toSorted((one, other) => one.tsClosed - other.tsClosed);
  return {
    currency,
    startingBalance: Number(totals.starting),
    nets: closed.map(({ net }) => Number(net)),
  };
}

/** SearchError names what is wrong with the file. */
export function readReportFile(file: string): ReportedTrades {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new SearchError(`${file} cannot be read (${code})`);
  }
  return parseReport(file, text);
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** SearchError when there is no such run or it has no report. */
export function readStoredReport(
  id: string,
  { home, clock }: { readonly home: string; readonly clock: Pick<Clock, 'now'> },
): ReportedTrades {
  const store = openSearchMemory(home, clock);
  try {
    const packed = store.runs.findReport(id);
    if (packed === undefined) throw new SearchError(`there is no report of a run ${id}`);
    const bytes = isGzip(packed) ? gunzipSync(packed) : Buffer.from(packed);
    return parseReport(`run ${id}`, bytes.toString('utf8'));
  } finally {
    store.close();
  }
}
