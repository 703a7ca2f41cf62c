import { expect, it } from 'vitest';
import { candlesCsv } from './candles-csv.ts';

it('writes bars as a tape of candles is written', () => {
  const candle = { tsOpen: 60_000, open: 1, high: 2.5, low: 0.5, close: 2, volume: 3 };
  expect(candlesCsv({ candles: [candle] })).toBe(
    'ts_ms,open,high,low,close,volume\n60000,1,2.5,0.5,2,3\n',
  );
});
