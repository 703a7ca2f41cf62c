import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { ensureColumns } from '../../../history/columns/column-cache.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { median, rounded, spreadOf } from '../../../verify/statistics.ts';

const SEED = 5;
const TS_FIRST = Date.UTC(2023, 0, 1);
const MB = 1e6;
const LINES_PER_WRITE = 10_000;

/** One-minute candles of a random walk, prices in cents, as an exchange's export has them. */
function* candleLines(rows: number): Generator<string> {
  const rng = createRng(SEED);
  const text = (cents: number) => (cents / 100).toFixed(2);
  let open = 3_000_000;
  for (let row = 0; row < rows; row += 1) {
    const close = Math.max(100, open + Math.floor((rng.next() - 0.5) * 4_000));
    const high = Math.max(open, close) + Math.floor(rng.next() * 1_000);
    const low = Math.max(1, Math.min(open, close) - Math.floor(rng.next() * 1_000));
    const prices = [open, high, low, close].map(text).join(',');
    yield `${TS_FIRST + row * MINUTE_MS},${prices},${(rng.next() * 100).toFixed(5)}\n`;
    open = close;
  }
}

function writeCandles(file: string, rows: number): void {
  const handle = openSync(file, 'w');
  let pending = ['ts_ms,open,high,low,close,volume\n'];
  for (const line of candleLines(rows)) {
    pending.push(line);
    if (pending.length < LINES_PER_WRITE) continue;
    writeSync(handle, pending.join(''));
    pending = [];
  }
  writeSync(handle, pending.join(''));
  closeSync(handle);
}

async function run({ ports, isQuick, workspace }: BenchContext): Promise<Figure> {
  const folder = workspace.makeFolder();
  const file = path.join(folder, 'bench_BTCUSDT_1m_generated.csv');
  const rows = isQuick ? 250_000 : 1_000_000;
  writeCandles(file, rows);
  const megabytes = statSync(file).size / MB;
  const rates: number[] = [];
  for (let repeat = 0; repeat < (isQuick ? 4 : 8); repeat += 1) {
    const startedMs = ports.clock.monotonicMs();
    // A home of its own: nothing is cached.
    await ensureColumns(file, { home: path.join(folder, `home-${repeat}`), symbols: [] });
    rates.push((megabytes * SECOND_MS) / (ports.clock.monotonicMs() - startedMs));
  }
  const [cold = 0, ...warm] = rates;
  return {
    value: rounded(median(warm)),
    details: { ...spreadOf(warm), rows, megabytes: rounded(megabytes), firstMbPerS: rounded(cold) },
  };
}

/** A candle CSV that was never read before, checked row by row and stored as columns. */
export const tapeCsv: Measure = {
  name: 'tape.csv_mb_per_s',
  unit: 'MB/s',
  goal: { reach: 100, direction: 'at_least' },
  run,
};
