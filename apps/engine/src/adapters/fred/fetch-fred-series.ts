import { z } from 'zod';
import type { MacroSeries } from '@quarterdeck/core/market/regimes/macro-series';
import { FredError } from './fred-error.ts';
import { parseMonths } from './parse-month.ts';

export interface FredClientOptions {
  readonly apiKey: string;
  /** `https://api.stlouisfed.org`; plain http is taken on loopback only. */
  readonly baseUrl: string;
  /** Of one request, its body included. */
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
}

const answerSchema = z.object({
  observations: z.array(z.object({ date: z.string(), value: z.string() })),
});
const errorSchema = z.object({ error_message: z.string() });

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;
/** A century of months is 150 kB. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

function urlOf(id: string, { baseUrl, apiKey }: FredClientOptions): URL {
  const url = new URL('/fred/series/observations', baseUrl);
  if (url.protocol !== 'https:' && !LOOPBACK.test(url.hostname)) {
    throw new FredError('unreachable', `FRED is asked over https only, not at ${url.origin}`);
  }
  url.search = new URLSearchParams({
    series_id: id,
    api_key: apiKey,
    file_type: 'json',
  }).toString();
  return url;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The address holds the key, and errors of the wire may hold the address: nothing of theirs is passed on. */
async function ask(id: string, options: FredClientOptions): Promise<Answer> {
  const { fetch: send = fetch, timeoutMs } = options;
  const url = urlOf(id, options);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    // A redirect would carry the key to wherever it points.
    const response = await send(url, { signal, redirect: 'error' });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    if (isTimeout) throw new FredError('timeout', `FRED ${id}: no answer within ${timeoutMs} ms`);
    throw new FredError('unreachable', `FRED ${id}: the connection failed`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** FRED answers 400 to a wrong key and to an unknown series alike; only its words tell them apart. */
function failureOf(id: string, { status, body }: Answer): FredError {
  const said = errorSchema.safeParse(parseJson(body)).data?.error_message ?? '';
  const isKey = status === 401 || status === 403 || /api_key/i.test(said);
  if (isKey) return new FredError('key', 'FRED refuses the key');
  if (status === 429) return new FredError('rate', `FRED ${id}: asked too often`);
  if (status >= 500) return new FredError('unreachable', `FRED ${id}: status ${status}`);
  return new FredError('series', `FRED ${id}: status ${status}`);
}

async function fetchOne(id: string, options: FredClientOptions): Promise<MacroSeries> {
  const answer = await ask(id, options);
  if (answer.status !== 200) throw failureOf(id, answer);
  if (answer.body.length > MAX_CHARACTERS) {
    throw new FredError('malformed', `FRED ${id}: an answer of ${answer.body.length} characters`);
  }
  const parsed = answerSchema.safeParse(parseJson(answer.body));
  if (!parsed.success)
    throw new FredError('malformed', `FRED ${id}: not an answer with observations`);
  const cells = parsed.data.observations.map((row, index) => ({
    ...row,
    where: `FRED ${id}, observation ${index + 1}`,
  }));
  return { id, points: parseMonths(cells) };
}

/**
 * Monthly series from `fred/series/observations` of the St. Louis Fed, one after the other: the first failure ends it,
 * so a wrong key costs one request. FredError says what failed and never holds the key.
 */
export async function fetchFredSeries(
  ids: readonly string[],
  options: FredClientOptions,
): Promise<readonly MacroSeries[]> {
  const series: MacroSeries[] = [];
  for (const id of ids) series.push(await fetchOne(id, options));
  return series;
}
