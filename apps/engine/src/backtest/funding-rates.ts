import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { asRate, MONEY_DECIMALS, parseScaled } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import { describeRefusal } from '@quarterdeck/core/kernel/verdict';
import type { FundingRate } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { parseTapeRequest } from '../adapters/tapes/tape-name.ts';
import { BacktestError } from './backtest-error.ts';

/** First line of a file of funding rates. */
export const FUNDING_HEADER = 'ts_ms,rate';
const GZIP_MAGIC = 0x1f8b;

function readText(file: string): string {
  try {
    const bytes = readFileSync(file);
    const isPacked = bytes.length > 1 && bytes.readUInt16BE(0) === GZIP_MAGIC;
    return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BacktestError(`${file}: cannot be read (${code})`);
  }
}

function parseRow(line: string, where: string, symbol: SymbolId): FundingRate {
  const [stamp = '', text = '', ...more] = line.split(',');
  const rate = parseScaled(text, MONEY_DECIMALS);
  const ts = Number(stamp);
  if (!/^\d{1,15}$/.test(stamp) || more.length > 0) {
    throw new BacktestError(`${where}: must be a stamp in milliseconds and a rate`);
  }
  if (!rate.ok) throw new BacktestError(`${where}: ${describeRefusal(rate)}`);
  return { ts, symbol, rate: asRate(rate.value) };
}

function readFile(request: string): readonly FundingRate[] {
  const { file, symbol } = parseTapeRequest(request);
  if (symbol === undefined) {
    throw new BacktestError(`${file}: say of which instrument, as in BASE/QUOTE=${file}`);
  }
  const [header = '', ...lines] = readText(file).trimEnd().split(/\r?\n/);
  if (header !== FUNDING_HEADER)
    throw new BacktestError(`${file}:1: the header must be ${FUNDING_HEADER}`);
  let before = 0;
  return lines.map((line, index) => {
    const where = `${file}:${index + 2}`;
    const row = parseRow(line, where, asSymbolId(symbol));
    if (row.ts <= before) throw new BacktestError(`${where}: time goes back or repeats`);
    before = row.ts;
    return row;
  });
}

/** Files of funding rates (`ts_ms,rate`), each as `BASE/QUOTE=FILE`, in time order. BacktestError names file and line. */
export function readFundingRates(requests: readonly string[]): readonly FundingRate[] {
  return requests.flatMap(readFile).toSorted((one, other) => one.ts - other.ts);
}
