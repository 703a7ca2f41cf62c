import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MINUTE = 60_000;
const TS_START = Date.UTC(2025, 0, 1);

/** Waves of different lengths over each other: every price is decided by its minute alone. */
const priceAt = (minute: number): number =>
  60_000 + 900 * Math.sin(minute / 700) + 220 * Math.sin(minute / 37) + 60 * Math.sin(minute / 3.1);

function rowAt(minute: number): string {
  const open = priceAt(minute);
  const close = priceAt(minute + 1);
  const high = Math.max(open, close) + 12 + 10 * Math.sin(minute);
  const low = Math.min(open, close) - 12 - 10 * Math.cos(minute);
  const prices = [open, high, low, close].map((price) => price.toFixed(2));
  return [TS_START + minute * MINUTE, ...prices, '1.5'].join(',');
}

/** Minute candles of BTC/USDT where the console offers them as data; returns the name the form shows. */
export function writeCandleTape(home: string, minutes: number): string {
  const name = 'e2e_BTCUSDT_1m_20250101_20250701.csv';
  const folder = path.join(home, 'tapes');
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: minutes }, (_, minute) => rowAt(minute));
  const header = 'ts_ms,open,high,low,close,volume';
  writeFileSync(path.join(folder, name), `${[header, ...rows].join('\n')}\n`);
  return name;
}
