import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRng } from '@quarterdeck/core/kernel/rng';

const START = 1_700_006_400_000;
const MINUTE = 60_000;

/** Seeded minutes of BTC/USDT that return to their average, so that wicks are worth something; returns the file. */
export function writeRevertingTape(folder: string, minutes: number): string {
  const rng = createRng(11);
  const lines = ['ts_ms,open,high,low,close,volume'];
  let close = 10_000;
  for (let index = 0; index < minutes; index += 1) {
    const open = close;
    close += (10_000 - close) * 0.002 + 8 * rng.gaussian();
    const high = Math.max(open, close) + 6 * rng.exponential();
    const low = Math.min(open, close) - 6 * rng.exponential();
    const prices = [open, high, low, close].map((price) => price.toFixed(2));
    lines.push([START + index * MINUTE, ...prices, '1'].join(','));
  }
  const file = path.join(folder, 'x_BTCUSDT_1m_walk.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
}
