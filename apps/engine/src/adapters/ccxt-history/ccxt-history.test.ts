import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { binance } from 'ccxt';
import { describe, expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { HistoryQuery } from '../../history/history-source.ts';
import type { Scheduler } from '../../ports/clock.ts';
import type { CcxtRow } from './ccxt-bars.ts';
import { createCcxtHistory, type PublicExchange } from './ccxt-history.ts';

const MINUTE = 60_000;
const START = Date.parse('2024-08-07T12:00:00Z');
const query: HistoryQuery = {
  symbol: asSymbolId('BTC/USDT'),
  timeframeMs: MINUTE,
  from: START,
  to: START + 3 * MINUTE,
};
const rowAt = (minute: number, close = 1.5, volume = 2): CcxtRow => [
  START + minute * MINUTE,
  1.1,
  2,
  1,
  close,
  volume,
];

/** Waiting costs a test nothing; how long it would have been is noted. */
function createPauses() {
  const pauses: number[] = [];
  const scheduler: Scheduler = {
    after: (delayMs, run) => {
      pauses.push(delayMs);
      setImmediate(run);
      return { cancel: () => {} };
    },
    every: () => ({ cancel: () => {} }),
    yield: () => Promise.resolve(),
  };
  return { pauses, scheduler };
}

/** An exchange whose answers are told in advance; an Error is thrown. */
function createStub(...answers: (readonly CcxtRow[] | Error)[]) {
  const asked: (string | number)[][] = [];
  const exchange: PublicExchange = {
    symbols: ['BTC/USDT'],
    timeframes: { '1m': '1m', '1h': '60' },
    loadMarkets: () => Promise.resolve({}),
    fetchOHLCV: (...request) => {
      asked.push(request);
      const answer = answers.shift() ?? [];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve([...answer]);
    },
  };
  return { asked, exchange };
}

const failure = (name: string, message: string) => Object.assign(new Error(message), { name });

async function fetchAll(exchange: PublicExchange | undefined, wanted = query) {
  const { pauses, scheduler } = createPauses();
  const createExchange = () => Promise.resolve(exchange);
  const source = createCcxtHistory({ venue: 'demo', scheduler, createExchange });
  const rows: number[][] = [];
  for await (const block of source.fetchCandles(wanted)) {
    for (let row = 0; row < block.length; row += 1) {
      const { tsOpen, open, high, low, close, volume, sizeDecimals } = block;
      const figures = [tsOpen, open, high, low, close, volume].map((column) => column[row] ?? NaN);
      rows.push([...figures, sizeDecimals]);
    }
  }
  return { rows, pauses };
}

describe('public candles of an exchange', () => {
  it('are asked for page by page and kept exactly', async () => {
    const { asked, exchange } = createStub([rowAt(0, 1.00000001, 0.3), rowAt(1)], [rowAt(2)]);
    const { rows } = await fetchAll(exchange);
    expect(rows).toEqual([
      [START, 110_000_000, 2e8, 1e8, 100_000_001, 30_000_000, 8],
      [START + MINUTE, 110_000_000, 2e8, 1e8, 1.5e8, 2e8, 8],
      [START + 2 * MINUTE, 110_000_000, 2e8, 1e8, 1.5e8, 2e8, 8],
    ]);
    expect(asked).toEqual([
      ['BTC/USDT', '1m', START, 500],
      ['BTC/USDT', '1m', START + 2 * MINUTE, 500],
    ]);
  });

  it('outside the span, twice, out of order or off the grid are left out', async () => {
    const odd = [START + 30_000, 1, 1, 1, 1, 1];
    const page = [rowAt(2), rowAt(-1), rowAt(0), rowAt(0), odd, rowAt(1), rowAt(3)];
    const { rows } = await fetchAll(createStub(page).exchange);
    expect(rows.map(([ts = 0]) => (ts - START) / MINUTE)).toEqual([0, 1, 2]);
  });

  it('go on behind a silence longer than a page', async () => {
    const long = { ...query, to: START + 1_001 * MINUTE };
    const { asked, exchange } = createStub([], [], [rowAt(1_000)]);
    const { rows } = await fetchAll(exchange, long);
    expect(rows).toHaveLength(1);
    expect(asked.map(([, , since]) => (Number(since) - START) / MINUTE)).toEqual([0, 500, 1_000]);
  });

  it('with volumes beyond eight decimals of a double keep as many as fit', async () => {
    const { rows } = await fetchAll(createStub([rowAt(0, 1.5, 2.5e13), rowAt(1, 1.5, 0)]).exchange);
    expect(rows.map((row) => row.slice(5))).toEqual([
      [2.5e15, 2],
      [0, 2],
    ]);
  });

  it('are asked for again when the network fails for a moment, and given up after four times', async () => {
    const broken = failure('NetworkError', 'no answer\nstack');
    const late = await fetchAll(
      createStub(broken, broken, [rowAt(0), rowAt(1), rowAt(2)]).exchange,
    );
    expect([late.rows.length, late.pauses]).toEqual([3, [1_000, 2_000]]);
    const dead = createStub(broken, broken, broken, broken);
    await expect(fetchAll(dead.exchange)).rejects.toThrow(/^demo: no answer$/);
    expect(dead.asked).toHaveLength(4);
  });

  it('that cannot be had are said in one line, once', async () => {
    const refused = createStub(failure('BadSymbol', 'demo does not know it'));
    await expect(fetchAll(refused.exchange)).rejects.toThrow('demo: demo does not know it');
    expect(refused.asked).toHaveLength(1);
    await expect(fetchAll(undefined)).rejects.toThrow('no exchange is named demo');
    const other = { ...query, symbol: asSymbolId('ETH/USDT') };
    await expect(fetchAll(createStub().exchange, other)).rejects.toThrow('does not list ETH/USDT');
    const odd = { ...query, timeframeMs: 7 * MINUTE };
    await expect(fetchAll(createStub().exchange, odd)).rejects.toThrow(
      'no candles of 7m; it has 1m, 1h',
    );
  });

  it.each([
    ['too fine a price', 1.123456789, 'a price of 1.123456789'],
    ['no price', 0, 'a price of 0'],
    ['a close above the high', 3, 'an impossible candle at 2024-08-07T12:00:00.000Z'],
  ])('with %s are refused', async (_what, close, message) => {
    await expect(fetchAll(createStub([rowAt(0, close)]).exchange)).rejects.toThrow(message);
  });

  it('come over the wire through the library itself', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      seen.push(`${url.pathname} ${url.searchParams.get('interval') ?? ''}`.trim());
      const since = Number(url.searchParams.get('startTime'));
      const line = [
        since,
        '61000.10',
        '61001.5',
        '60999.99',
        '61000.2',
        '12.34500',
        since + 59_999,
      ];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(url.pathname.endsWith('/klines') ? [line] : exchangeInfo));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const exchange = new binance({
        options: { fetchMarkets: { types: ['spot'] }, fetchCurrencies: false },
        enableRateLimit: false,
      });
      exchange.has['fetchCurrencies'] = false;
      exchange.urls.api = { public: base, sapi: base, private: base, v1: base };
      const { rows } = await fetchAll(exchange);
      expect(rows).toEqual(
        [0, 1, 2].map((minute) => [
          START + minute * MINUTE,
          6_100_010_000_000,
          6_100_150_000_000,
          6_099_999_000_000,
          6_100_020_000_000,
          1_234_500_000,
          8,
        ]),
      );
      expect(seen.filter((path) => path === '/klines 1m')).toHaveLength(3);
    } finally {
      server.close();
    }
  });
});

const exchangeInfo = {
  timezone: 'UTC',
  serverTime: START,
  rateLimits: [],
  exchangeFilters: [],
  symbols: [
    {
      symbol: 'BTCUSDT',
      status: 'TRADING',
      baseAsset: 'BTC',
      baseAssetPrecision: 8,
      quoteAsset: 'USDT',
      quotePrecision: 8,
      quoteAssetPrecision: 8,
      orderTypes: ['LIMIT', 'MARKET'],
      isSpotTradingAllowed: true,
      isMarginTradingAllowed: false,
      permissions: [],
      permissionSets: [['SPOT']],
      filters: [],
    },
  ],
};
