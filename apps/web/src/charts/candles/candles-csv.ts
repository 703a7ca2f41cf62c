import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';

const HEADER = 'ts_ms,open,high,low,close,volume';

/** The loaded bars in the form that `history import` and a backtest read. */
export function candlesCsv({ candles }: Pick<MarketChart, 'candles'>): string {
  const rows = candles.map(({ tsOpen, open, high, low, close, volume }) =>
    [tsOpen, open, high, low, close, volume].join(','),
  );
  return [HEADER, ...rows, ''].join('\n');
}
