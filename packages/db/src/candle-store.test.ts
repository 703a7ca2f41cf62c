import { expect, test } from 'vitest';
import { createCandleReader } from './candle-store.ts';
import { openTestMemory } from './testing/open-test-memory.ts';
import { sampleCandle } from './testing/sample-records.ts';

test('the newest bars of each symbol and timeframe are kept, oldest first', () => {
  const memory = openTestMemory();
  const bars = [0, 1, 2, 3].map((index) => sampleCandle(index));
  memory.writeCandles([sampleCandle(0, 'ETH/USDT')], 2);
  memory.writeCandles([sampleCandle(0, 'BTC/USDT', 5_000)], 2);
  memory.writeCandles(bars, 2);
  expect(memory.restoredState().history).toStrictEqual([
    sampleCandle(0, 'BTC/USDT', 5_000),
    sampleCandle(0, 'ETH/USDT'),
    sampleCandle(2),
    sampleCandle(3),
  ]);
});

test('a start reads as many of each length as it asks for, of lengths it does not name none', () => {
  const memory = openTestMemory();
  const bars = [0, 1, 2, 3].map((index) => sampleCandle(index));
  memory.writeCandles(
    [...bars, sampleCandle(0, 'ETH/USDT'), sampleCandle(0, 'BTC/USDT', 5_000)],
    9,
  );
  expect(memory.restoredState(new Map([[60_000, 2]])).history).toStrictEqual([
    sampleCandle(0, 'ETH/USDT'),
    sampleCandle(2),
    sampleCandle(3),
  ]);
});

test('a bar written again replaces the first', () => {
  const memory = openTestMemory();
  const corrected = { ...sampleCandle(0), ticks: 99 };
  memory.writeCandles([sampleCandle(0)], 5);
  memory.writeCandles([corrected], 5);
  expect(memory.restoredState().history).toStrictEqual([corrected]);
});

test('the newest bars before a time are read, oldest first, of the series asked for', () => {
  const memory = openTestMemory();
  const bars = [0, 1, 2, 3].map((index) => sampleCandle(index));
  memory.writeCandles(
    [...bars, sampleCandle(0, 'ETH/USDT'), sampleCandle(0, 'BTC/USDT', 5_000)],
    9,
  );
  const reader = createCandleReader(memory.database);
  const before = sampleCandle(3).tsOpen;
  const query = { symbol: 'BTC/USDT', timeframeMs: 60_000, before, limit: 2 };
  expect(reader.list(query)).toStrictEqual([sampleCandle(1), sampleCandle(2)]);
  expect(reader.list({ ...query, symbol: 'NO/SUCH' })).toStrictEqual([]);
  expect(reader.series()).toStrictEqual([
    { symbol: 'BTC/USDT', timeframeMs: 5_000 },
    { symbol: 'BTC/USDT', timeframeMs: 60_000 },
    { symbol: 'ETH/USDT', timeframeMs: 60_000 },
  ]);
});
