import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { marketChartSchema } from '@quarterdeck/core/contract/market-chart.schema';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { instrumentFromTape } from '../adapters/tapes/instrument-from-tape.ts';
import { HistoryStore } from '../history/history-store.ts';
import { importFile } from '../history/import-file.ts';
import { createChartBars } from './chart-bars.ts';
import { createMarketsPort } from './markets-port.ts';
import { closedTrade, minuteBar, MINUTE, openHome, openPosition, T0 } from './research.fixture.ts';

const ID = 'micro_adaptive_revert';

/** A desk that has stored `stored` and trades BTC/USDT by one strategy. */
function open(stored: readonly Candle[], history = new HistoryStore(openHome())) {
  const strategies = strategyCatalogue.filter(({ id }) => id === ID);
  const symbols = [asSymbolId('BTC/USDT')];
  const setups = strategies.map((strategy) => ({
    strategy,
    params: strategy.params.parse({}),
    symbols,
    initial: 'on' as const,
  }));
  const candles = {
    series: () => stored.slice(0, 1),
    list: (query: { symbol: string; timeframeMs: number; before: number; limit: number }) =>
      stored
        .filter(
          ({ symbol, timeframeMs, tsOpen }) =>
            symbol === query.symbol && timeframeMs === query.timeframeMs && tsOpen < query.before,
        )
        .slice(-query.limit),
  };
  const view = { positions: () => [openPosition], strategies: () => [] } as Partial<DeskView>;
  return createMarketsPort({
    instruments: [instrumentFromTape(asSymbolId('BTC/USDT'), [])],
    setups,
    view: () => view as DeskView,
    bars: createChartBars({ candles, history }),
    trades: {
      listIn: ({ symbol }) => (symbol === closedTrade.symbol ? [closedTrade] : []),
    },
  });
}

async function chartOf(
  port: ReturnType<typeof open>,
  query: Partial<Parameters<typeof port.chart>[0]> = {},
) {
  const chart = await port.chart({
    symbol: 'BTC/USDT',
    timeframeMs: MINUTE,
    limit: 500,
    ...query,
  });
  if (!chart.ok) throw new Error(chart.code);
  return marketChartSchema.parse(chart.value);
}

const minutes = (count: number): Candle[] =>
  Array.from({ length: count }, (_, index) =>
    minuteBar(T0 + index * MINUTE, 100 + Math.sin(index / 7)),
  );

it('draws bars, where trades began and ended with why, and what protects what is open', async () => {
  const chart = await chartOf(open(minutes(10)));
  expect(chart.candles).toHaveLength(10);
  expect(chart.candles[0]).toEqual({
    tsOpen: T0,
    open: 100,
    high: 100.5,
    low: 99.5,
    close: 100,
    volume: 1.5,
  });
  expect(
    chart.markers.map(({ kind, side, price, text, net }) => [kind, side, price, text, net]),
  ).toEqual([
    ['entry', 'sell', 101, 'back inside', null],
    ['exit', 'buy', 100, 'strategy: target met', '1.5'],
    ['entry', 'buy', 100.25, 'back inside', null],
  ]);
  expect(chart.levels.map(({ kind, price }) => [kind, price])).toEqual([
    ['entry', 100.25],
    ['stop', 99],
    ['target', 102],
  ]);
  expect([chart.gaps, chart.indicators]).toEqual([[], []]);
});

it('draws the lines of a strategy from the first bar shown, warmed up on those before', async () => {
  const port = open(minutes(300));
  const chart = await chartOf(port, { limit: 50, strategyId: ID });
  expect(chart.candles).toHaveLength(50);
  expect(chart.indicators.map(({ name, points }) => [name, points.length])).toEqual([
    ['Average', 50],
    ['Upper band', 50],
    ['Lower band', 50],
    ['Efficiency', 50],
  ]);
  expect(chart.indicators[0]?.points[0]?.ts).toBe(chart.candles[0]?.tsOpen);
  const young = await chartOf(open(minutes(5)), { strategyId: ID });
  expect(young.indicators).toEqual([]);
});

it('goes back in time: bars and markers before a moment', async () => {
  const toTs = T0 + 3 * MINUTE;
  const chart = await chartOf(open(minutes(10)), { toTs });
  expect(chart.candles.at(-1)?.tsOpen).toBe(T0 + 2 * MINUTE);
  expect([chart.isHistory, chart.gaps]).toEqual([false, []]);
  expect(chart.markers.map(({ kind }) => kind)).toEqual(['entry']);
});

it('shows a hole in the bars, and none where the market was closed', async () => {
  const holed = minutes(10).filter((_, index) => index < 3 || index > 5);
  expect((await chartOf(open(holed))).gaps).toEqual([
    { tsFrom: T0 + 3 * MINUTE, tsTo: T0 + 6 * MINUTE },
  ]);
  const monday = T0 + 49 * 60 * MINUTE + 60 * MINUTE;
  const weekend = [...Array.from({ length: 60 }, (_, index) => T0 + index * MINUTE), monday];
  const euro = weekend.map((ts) => minuteBar(ts, 100, 'EUR/USD'));
  expect((await chartOf(open(euro), { symbol: 'EUR/USD' })).gaps).toEqual([]);
});

it.each([
  ['a short', 7],
  ['a very long', 40_000],
])('shows %s hole between the oldest bars and those that are shown behind them', async (_, off) => {
  const toTs = T0 + off * MINUTE;
  const chart = await chartOf(open(minutes(3)), { toTs });
  expect(chart.gaps).toEqual([{ tsFrom: T0 + 3 * MINUTE, tsTo: toTs }]);
});

it('takes from the history store what the desk does not keep itself', async () => {
  const home = openHome();
  const history = new HistoryStore(home);
  const tape = path.join(home, 'binance_ETHUSDT_1m.csv');
  const rows = minutes(40).map(({ tsOpen }, index) => `${tsOpen},${index + 1},200,0.5,100,2.25`);
  mkdirSync(home, { recursive: true });
  writeFileSync(tape, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'));
  await importFile(tape, { store: history, home, venue: undefined, timeframeMs: undefined });
  const port = open(minutes(3), history);
  expect(port.symbols()).toEqual([
    { symbol: 'BTC/USDT', timeframesMs: [MINUTE] },
    { symbol: 'ETH/USDT', timeframesMs: [MINUTE] },
  ]);
  const before = T0 + 30 * MINUTE;
  const chart = await chartOf(port, { symbol: 'ETH/USDT', toTs: before, limit: 2 });
  expect(chart.candles.map(({ tsOpen, open: first, volume }) => [tsOpen, first, volume])).toEqual([
    [T0 + 28 * MINUTE, 29, 2.25],
    [T0 + 29 * MINUTE, 30, 2.25],
  ]);
  expect([chart.markers, chart.isHistory]).toEqual([[], true]);
});

it('names the symbols, lengths and strategies it knows when it is asked for others', async () => {
  const port = open(minutes(3));
  const query = { symbol: 'BTC/USDT', timeframeMs: MINUTE, limit: 9 };
  expect(await port.chart({ ...query, symbol: 'NO/SUCH' })).toMatchObject({
    code: 'SYMBOL_UNKNOWN',
    numbers: { known: 'BTC/USDT' },
  });
  expect(await port.chart({ ...query, timeframeMs: 7 })).toMatchObject({
    code: 'TIMEFRAME_UNKNOWN',
    numbers: { known: '60000' },
  });
  expect(await port.chart({ ...query, strategyId: 'none' })).toMatchObject({
    code: 'STRATEGY_UNKNOWN',
    numbers: { known: ID },
  });
});
