import { gunzip, gzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';

/** A stored report is read by the engine, which must not be held up by one with a million trades. */
const TRADES_STORED = 5_000;

const inflate = promisify(gunzip);

function shorten(report: BacktestReport): BacktestReport {
  const { trades, warnings } = report;
  if (trades.length <= TRADES_STORED) return report;
  const warning = `the list holds the last ${TRADES_STORED} of ${trades.length} trades; every figure counts all of them`;
  return { ...report, trades: trades.slice(-TRADES_STORED), warnings: [...warnings, warning] };
}

/** Compressed JSON, the list of trades cut where it is too long for a page. */
export const packReport = (report: BacktestReport): Uint8Array =>
  gzipSync(JSON.stringify(shorten(report)));

/** What `packReport` made; read without a look at its shape, since nobody else writes it. */
export async function unpackReport(packed: Uint8Array): Promise<BacktestReport> {
  const text = await inflate(packed);
  return JSON.parse(text.toString('utf8')) as BacktestReport;
}
