import { expect, test } from 'vitest';
import { openTestMemory, T0 } from './testing/open-test-memory.ts';

const point = (second: number) => ({
  ts: T0 + second * 1_000,
  equity: `${100_000 + second}.5`,
  total: `${second}.5000000000000001`,
  bySymbol: { 'BTC/USDT': `${second}`, 'USD/JPY': '0.5000000000000001' },
  byStrategy: { scalp_ping_5s: `${second}.5000000000000001` },
});

function memoryWithPoints(count: number) {
  const memory = openTestMemory();
  memory.database.sqlite.exec('BEGIN');
  for (let second = 0; second < count; second += 1) memory.writeEquityPoint(point(second));
  memory.database.sqlite.exec('COMMIT');
  return memory;
}

test('points come back exactly, oldest first, from the time asked for', () => {
  const memory = memoryWithPoints(10);
  expect(memory.listEquity(T0 + 7_000, 100)).toStrictEqual([point(7), point(8), point(9)]);
});

test('more points than asked for are thinned evenly and the newest stays', () => {
  const memory = memoryWithPoints(5_000);
  const points = memory.listEquity(T0, 500);
  const gaps = points.slice(1).map(({ ts }, index) => ts - (points[index]?.ts ?? 0));
  expect(points.length).toBe(500);
  expect(points.at(-1)).toStrictEqual(point(4_999));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(11_000);
});

test('a span without points is an empty series', () => {
  expect(memoryWithPoints(3).listEquity(T0 + 60_000, 10)).toStrictEqual([]);
});

test('a second point of the same moment replaces the first', () => {
  const memory = memoryWithPoints(1);
  memory.writeEquityPoint({ ...point(0), equity: '7' });
  expect(memory.listEquity(T0, 10)).toStrictEqual([{ ...point(0), equity: '7' }]);
});

test('points older than a day are kept once a minute', () => {
  const memory = openTestMemory();
  const day = 86_400;
  memory.database.sqlite.exec('BEGIN');
  for (let second = 0; second < 300; second += 1) memory.writeEquityPoint(point(second));
  for (let second = day; second < day + 400; second += 1) memory.writeEquityPoint(point(second));
  memory.database.sqlite.exec('COMMIT');
  const old = memory.listEquity(T0, 2_000).filter(({ ts }) => ts < T0 + 300_000);
  const minutes = old.map(({ ts }) => Math.floor(ts / 60_000));
  expect(new Set(minutes).size).toBe(minutes.length);
  expect(old.at(-1)).toStrictEqual(point(299));
  expect(memory.listEquity(T0 + day * 1_000, 2_000)).toHaveLength(400);
});
