import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { toFloat } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed, type Refusal } from '@quarterdeck/core/kernel/verdict';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { TradeHistory } from '@quarterdeck/db/trade-history';
import type { ChartQuery, MarketsPort } from '../api/research-port.ts';
import { instrumentFromTape } from '../adapters/tapes/instrument-from-tape.ts';
import type { BarPage, ChartBars } from './chart-bars.ts';
import { listChartGaps } from './chart-gaps.ts';
import { listIndicators } from './chart-indicators.ts';
import { positionLevels, positionMarker, tradeMarkers } from './chart-markers.ts';

const TRADES_SHOWN = 500;

export interface MarketsPortOptions {
  readonly instruments: readonly Instrument[];
  readonly setups: readonly StrategySetup[];
  readonly view: () => DeskView;
  readonly bars: ChartBars;
  readonly trades: Pick<TradeHistory, 'listIn'>;
}

const chartCandle = ({ tsOpen, open, high, low, close, volume }: Candle) => ({
  tsOpen,
  open: toFloat(open),
  high: toFloat(high),
  low: toFloat(low),
  close: toFloat(close),
  volume: toFloat(volume),
});

function listSymbols({ instruments, bars }: MarketsPortOptions): readonly string[] {
  return [...new Set([...instruments.map(({ symbol }) => String(symbol)), ...bars.symbols()])];
}

function check(query: ChartQuery, options: MarketsPortOptions): Refusal | undefined {
  const { symbol, timeframeMs, strategyId } = query;
  const symbols = listSymbols(options);
  if (!symbols.includes(symbol)) {
    return denied('SYMBOL_UNKNOWN', { symbol, known: symbols.join(', ') });
  }
  const lengths = options.bars.lengthsOf(symbol);
  if (!lengths.includes(timeframeMs)) {
    return denied('TIMEFRAME_UNKNOWN', { timeframeMs, known: lengths.join(', ') });
  }
  const ids = options.setups.map(({ strategy }) => strategy.id);
  if (strategyId === undefined || ids.includes(strategyId)) return undefined;
  return denied('STRATEGY_UNKNOWN', { strategyId, known: ids.join(', ') });
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function listMarkers(query: ChartQuery, { from, to }: Span, options: MarketsPortOptions) {
  const { symbol, strategyId } = query;
  const isWanted = (row: { readonly strategyId: string }): boolean =>
    strategyId === undefined || row.strategyId === strategyId;
  const trades = options.trades.listIn({ symbol, from, to, limit: TRADES_SHOWN }).filter(isWanted);
  const open = options
    .view()
    .positions()
    .filter((position) => position.symbol === symbol && isWanted(position));
  const markers = [...trades.flatMap(tradeMarkers), ...open.map(positionMarker)]
    .filter(({ ts }) => ts >= from && ts < to)
    .sort((one, other) => one.ts - other.ts);
  return { markers, levels: open.flatMap(positionLevels) };
}

function indicatorsOf(
  query: ChartQuery,
  shown: BarPage & { readonly instrument: Instrument },
  options: MarketsPortOptions,
): MarketChart['indicators'] {
  const setup = options.setups.find(({ strategy }) => strategy.id === query.strategyId);
  const [first] = shown.bars;
  if (setup === undefined || first === undefined) return [];
  const { symbol, timeframeMs } = query;
  const { strategy } = setup;
  const row = options
    .view()
    .strategies()
    .find(({ strategyId }) => strategyId === strategy.id);
  const before = options.bars.list({
    symbol,
    timeframeMs,
    before: first.tsOpen,
    limit: Math.max(1, strategy.warmupBars),
  });
  return listIndicators({
    strategy,
    params: row?.params ?? setup.params,
    instrument: shown.instrument,
    // Prices of another market are no warm-up for this one.
    bars: [...(before.isHistory === shown.isHistory ? before.bars : []), ...shown.bars],
    tsFrom: first.tsOpen,
  });
}

function createChart(query: ChartQuery, options: MarketsPortOptions): Parsed<MarketChart> {
  const refusal = check(query, options);
  if (refusal !== undefined) return refusal;
  const { symbol, timeframeMs, limit, toTs = Number.MAX_SAFE_INTEGER } = query;
  const page = options.bars.list({ symbol, timeframeMs, before: toTs, limit });
  const { bars } = page;
  const instrument =
    options.instruments.find((each) => each.symbol === symbol) ??
    instrumentFromTape(asSymbolId(symbol), []);
  // The bar in progress is not stored yet: what happens in it belongs on a chart that ends now.
  const to = query.toTs ?? Number.MAX_SAFE_INTEGER;
  const span = { from: bars[0]?.tsOpen ?? to, to };
  return parsed({
    symbol,
    timeframeMs,
    timeframesMs: [...options.bars.lengthsOf(symbol)],
    isHistory: page.isHistory,
    candles: bars.map(chartCandle),
    ...listMarkers(query, span, options),
    gaps: listChartGaps(bars, instrument.calendar, query.toTs),
    indicators: indicatorsOf(query, { ...page, instrument }, options),
  });
}

/** Charts of the desk's markets and of those in the history store. */
export function createMarketsPort(options: MarketsPortOptions): MarketsPort {
  return {
    symbols: () =>
      listSymbols(options).map((symbol) => ({
        symbol,
        timeframesMs: [...options.bars.lengthsOf(symbol)],
      })),
    chart: (query) =>
      new Promise((resolve) => {
        resolve(createChart(query, options));
      }),
  };
}
