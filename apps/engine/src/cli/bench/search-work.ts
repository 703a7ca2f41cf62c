import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { searchRequestSchema, type SearchRequest } from '@quarterdeck/core/contract/search.schema';
import { generateBars } from './generated-bars.ts';

const STRATEGY = 'scalp_wick_reversal_blend';

/** One-minute bars of a made-up market, as a tape. */
export function writeSearchTape(folder: string, bars: number): string {
  const lines = ['ts_ms,open,high,low,close,volume'];
  const symbol = asSymbolId('BTC/USDT');
  for (const block of generateBars({ symbol, count: bars, seed: 3, stepUnits: 1e6 })) {
    for (let row = 0; row < block.length; row += 1) {
      const figures = [block.open, block.high, block.low, block.close].map((column) =>
        ((column[row] ?? 0) / 1e8).toFixed(2),
      );
      lines.push([block.tsOpen[row], ...figures, '1'].join(','));
    }
  }
  const file = path.join(folder, 'bench_BTCUSDT_1m_search.csv');
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Trials of equal length: only what no trade depends on changes. */
export const searchWork = (
  file: string,
  changes: Pick<SearchRequest, 'trials' | 'workers'>,
): SearchRequest =>
  searchRequestSchema.parse({
    base: { strategies: [STRATEGY], data: [file] },
    space: { target_bps: { min: 30, max: 60 } },
    method: 'random',
    min_trades: 0,
    out_of_sample_share: 0,
    ...changes,
  });

/** The same search as a command line. */
export const searchArguments = (file: string, trials: number): readonly string[] => [
  'search',
  ...['--strategy', STRATEGY, '--data', file, '--space', 'target_bps=30..60'],
  ...['--method', 'random', '--trials', String(trials), '--out-of-sample', '0', '--workers', '0'],
];
