import { expect, test } from 'vitest';
import { createGateCounter } from './gate-counter.ts';

test('skips are added up by symbol, minute and layer, and given out once the minute has ended', () => {
  const counter = createGateCounter();
  for (let ms = 0; ms < 90_000; ms += 1_000) counter.count('BTC/USDT', 'timer', ms);
  counter.count('BTC/USDT', 'budget', 10);
  counter.count('ETH/USDT', 'timer', 10);
  expect(counter.flush(59_999)).toStrictEqual([]);
  expect(counter.flush(60_000)).toStrictEqual([
    { symbol: 'BTC/USDT', tsMinute: 0, layer: 'timer', count: 60 },
    { symbol: 'BTC/USDT', tsMinute: 0, layer: 'budget', count: 1 },
    { symbol: 'ETH/USDT', tsMinute: 0, layer: 'timer', count: 1 },
  ]);
  expect(counter.flush(60_000)).toStrictEqual([]);
  expect(counter.flush(Number.POSITIVE_INFINITY)).toStrictEqual([
    { symbol: 'BTC/USDT', tsMinute: 60_000, layer: 'timer', count: 30 },
  ]);
});
