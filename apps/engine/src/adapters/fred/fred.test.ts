import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { regimesConfigSchema } from '@quarterdeck/core/contract/agent/config/regimes.schema';
import { readMacroQuadrant } from '@quarterdeck/core/market/regimes/macro-quadrant';
import { fetchFredSeries } from './fetch-fred-series.ts';
import { FredError } from './fred-error.ts';
import { loadMacroFigures } from './macro-source.ts';
import { readFredFile } from './read-fred-file.ts';

const KEY = 'not-a-real-key-only-for-this-test';
const config = regimesConfigSchema.parse({}).macro;
const MONTHS = ['2024-01-01,100,300', '2024-02-01,101,', '2024-03-01,.,302.5'];
const HEADER = 'date,INDPRO,CPIAUCSL';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for FRED on loopback; what it was asked. */
async function serve(handle: Handler) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://localhost'));
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, baseUrl: `http://127.0.0.1:${port}` };
}

const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const observationsOf = (column: number) => ({
  realtime_start: '2024-05-01',
  observations: MONTHS.map((line) => line.split(',')).map((cells) => ({
    date: cells[0],
    value: cells[column] === '' ? '.' : cells[column],
  })),
});

const answerAll: Handler = (request, response) => {
  sendJson(response, 200, observationsOf(request.url?.includes('INDPRO') ? 1 : 2));
};

function writeCsv(...lines: string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-fred-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'macro.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const ids = ['INDPRO', 'CPIAUCSL'];
const clientAt = (baseUrl: string, timeoutMs = 5_000) => ({ apiKey: KEY, baseUrl, timeoutMs });
const failureOf = async (work: Promise<unknown>): Promise<FredError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof FredError) return error;
  throw new Error('a FredError was expected', { cause: error });
};

it('reads the same series from the network and from a file; months without a figure are absent', async () => {
  const { baseUrl, asked } = await serve(answerAll);
  const fetched = await fetchFredSeries(ids, clientAt(baseUrl));
  expect(fetched).toEqual([
    {
      id: 'INDPRO',
      points: [
        { tsMonth: Date.UTC(2024, 0, 1), value: 100 },
        { tsMonth: Date.UTC(2024, 1, 1), value: 101 },
      ],
    },
    {
      id: 'CPIAUCSL',
      points: [
        { tsMonth: Date.UTC(2024, 0, 1), value: 300 },
        { tsMonth: Date.UTC(2024, 2, 1), value: 302.5 },
      ],
    },
  ]);
  expect(await readFredFile(writeCsv(HEADER, ...MONTHS), ids)).toEqual(fetched);
  expect(asked.map((url) => url.searchParams.get('series_id'))).toEqual(ids);
  expect(asked[0]?.pathname).toBe('/fred/series/observations');
  expect(asked[0]?.searchParams.get('file_type')).toBe('json');
});

describe('a failure has one name, and its text never holds the key', () => {
  it.each([
    [
      'key',
      400,
      {
        error_code: 400,
        error_message: 'Bad Request.  The value for variable api_key is not registered.',
      },
    ],
    ['key', 403, { error_message: `no access with ${KEY}` }],
    ['series', 400, { error_code: 400, error_message: 'Bad Request.  The series does not exist.' }],
    ['rate', 429, { error_message: 'Too Many Requests' }],
    ['unreachable', 503, 'down'],
    ['malformed', 200, { seriess: [] }],
    ['malformed', 200, { observations: [{ date: '2024-13-01', value: '1' }] }],
    ['malformed', 200, { observations: [{ date: '2024-01-01', value: 'NaN' }] }],
    [
      'malformed',
      200,
      {
        observations: [
          { date: '2024-02-01', value: '1' },
          { date: '2024-01-01', value: '1' },
        ],
      },
    ],
  ] as const)('%s for status %i and %j', async (failure, status, body) => {
    const { baseUrl, asked } = await serve((_, response) => {
      sendJson(response, status, body);
    });
    const error = await failureOf(fetchFredSeries(ids, clientAt(baseUrl)));
    expect(error.failure).toBe(failure);
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(KEY);
    expect(error.cause).toBeUndefined();
    expect(asked.length).toBe(1);
  });

  it('timeout for an answer that stalls in mid-body', async () => {
    const { baseUrl } = await serve((_, response) => {
      response.writeHead(200).write('{"observations":[');
    });
    const error = await failureOf(fetchFredSeries(ids, clientAt(baseUrl, 100)));
    expect(error.failure).toBe('timeout');
  });

  it('unreachable for a connection that breaks, and for a redirect, which would carry the key away', async () => {
    const broken = await serve((request) => request.socket.destroy());
    const error = await failureOf(fetchFredSeries(ids, clientAt(broken.baseUrl)));
    expect(error.failure).toBe('unreachable');
    expect(error.message).not.toContain(KEY);
    const elsewhere = await serve(answerAll);
    const redirecting = await serve((_, response) => {
      response.writeHead(302, { location: elsewhere.baseUrl }).end();
    });
    const redirected = await failureOf(fetchFredSeries(ids, clientAt(redirecting.baseUrl)));
    expect(redirected.failure).toBe('unreachable');
    expect(elsewhere.asked).toEqual([]);
  });

  it('unreachable, without a request, for plain http beyond this machine', async () => {
    let requests = 0;
    const send = () => {
      requests += 1;
      return Promise.reject(new Error('must not be called'));
    };
    const client = { ...clientAt('http://fred.example'), fetch: send };
    expect((await failureOf(fetchFredSeries(ids, client))).failure).toBe('unreachable');
    expect(requests).toBe(0);
  });
});

describe('the file', () => {
  it.each([
    ['malformed', ['day,INDPRO'], ':1: '],
    ['malformed', [HEADER, '2024-01-01,1'], ':2: 2 fields'],
    ['malformed', [HEADER, '2024-01-01,1,1', '2024-02-01,x,1'], ':3: "x"'],
    ['malformed', [HEADER, '2024-01-01,1,1', '2024-01-31,1,1'], ':3: a month'],
    ['series', ['date,INDPRO', '2024-01-01,1'], 'CPIAUCSL'],
  ] as const)('is refused as %s for %j', async (failure, lines, words) => {
    const error = await failureOf(readFredFile(writeCsv(...lines), ids));
    expect(error.failure).toBe(failure);
    expect(error.message).toContain(words);
  });

  it('that is not there is one failure too', async () => {
    const error = await failureOf(readFredFile('/nowhere/macro.csv', ids));
    expect(error.failure).toBe('unreachable');
  });
});

describe('the source of the macro figures', () => {
  it('is the file where no key is set, and nobody is asked', async () => {
    const { baseUrl, asked } = await serve(answerAll);
    const file = writeCsv(HEADER, ...MONTHS);
    const rules = { ...config, base_url: baseUrl, file };
    const figures = await loadMacroFigures({ config: rules, apiKey: null });
    expect(figures).toMatchObject({ from: 'file', fallenBackFrom: null, growth: { id: 'INDPRO' } });
    expect(asked).toEqual([]);
  });

  it('is FRED where a key is set, and the file, with the reason, where FRED fails', async () => {
    const { baseUrl } = await serve(answerAll);
    const file = writeCsv(HEADER, ...MONTHS);
    const good = { config: { ...config, base_url: baseUrl, file }, apiKey: KEY };
    expect(await loadMacroFigures(good)).toMatchObject({ from: 'fred', fallenBackFrom: null });
    const refusing = await serve((_, response) => {
      sendJson(response, 400, { error_message: 'api_key is not registered' });
    });
    const bad = { ...good, config: { ...good.config, base_url: refusing.baseUrl } };
    const fallen = await loadMacroFigures(bad);
    expect(fallen.from).toBe('file');
    expect(fallen.fallenBackFrom?.failure).toBe('key');
    expect(refusing.asked.length).toBe(1);
  });

  it('fails once, typed, where neither has the figures', async () => {
    const alone = await failureOf(loadMacroFigures({ config, apiKey: null }));
    expect(alone.failure).toBe('key');
  });
});

const RECORDED = path.resolve(
  import.meta.dirname,
  '../../../../../../shared/data/macro/fred-md_us_monthly_195901_202303.csv',
);
const isMissing = !existsSync(RECORDED);
const NOTE = isMissing ? ' (SKIPPED: ../shared/data is not beside the project)' : '';

describe.skipIf(isMissing)(`recorded figures of the United States${NOTE}`, () => {
  it('say stagflation in October 2008 only once August is known, and recovery by the middle of 2010', async () => {
    const [growth, inflation] = await readFredFile(RECORDED, ids);
    if (growth === undefined || inflation === undefined) throw new Error('two series');
    const at = (now: number) => readMacroQuadrant({ growth, inflation, now, config });
    expect(growth.points.length).toBe(771);
    expect(at(Date.UTC(2008, 9, 20))).toMatchObject({
      quadrant: 'stagflation',
      asOf: Date.UTC(2008, 7, 1),
    });
    expect(at(Date.UTC(2009, 5, 20))).toMatchObject({ quadrant: 'deflation' });
    expect(at(Date.UTC(2010, 6, 20))).toMatchObject({ growth: { direction: 'rising' } });
    expect(at(Date.UTC(2026, 0, 1))).toMatchObject({
      quadrant: 'unknown',
      asOf: Date.UTC(2023, 2, 1),
    });
  });
});
