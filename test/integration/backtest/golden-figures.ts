import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  backtestRequestSchema,
  type BacktestReport,
} from '@quarterdeck/core/contract/backtest.schema';
import { executeRun } from '../../../apps/engine/src/backtest/execute-run.ts';
import { prepareRun } from '../../../apps/engine/src/backtest/prepare-run.ts';
import type { GoldenRun } from './golden-runs.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FILE = join(import.meta.dirname, 'catalogue-golden.json');
export const RECORDED = join(ROOT, '../shared/data');

type Trade = BacktestReport['trades'][number];

/** All that is compared. Amounts are exact text; `days` and the digests tell where a list of trades first differs. */
export interface GoldenFigures {
  readonly bars: number;
  readonly quotes: number;
  readonly trades: number;
  readonly orders: number;
  readonly fills: number;
  readonly denials: number;
  readonly denialsByCode: Readonly<Record<string, number>>;
  readonly closedTrades: number;
  readonly tradesByStrategy: Readonly<Record<string, number>>;
  readonly net: string;
  readonly gross: string;
  readonly fees: string;
  readonly maxDrawdown: string;
  readonly maxDrawdownMs: number;
  readonly exposurePct: number;
  readonly firstTrade: string;
  readonly lastTrade: string;
  /** By UTC day of closing: number of trades, what they earned, digest of their lines. */
  readonly days: Readonly<Record<string, string>>;
  /** Of every line of the trade list, in its order. */
  readonly tradesDigest: string;
  /** Of time and exact equity of every point of the curve. */
  readonly equityDigest: string;
}

const digestOf = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);

/** Everything of a trade but its id, which carries the number of an event and not what was traded. */
export function lineOf(trade: Trade): string {
  const span = [trade.tsOpened, trade.tsClosed].map((ts) => new Date(ts).toISOString());
  const { strategyId, symbol, side, qty, entryPrice, exitPrice, net, fees } = trade;
  const { entry_probability, entry_units_intent, thesis, exitReason, exitThesis } = trade;
  const traded = [strategyId, symbol, side, qty, `${entryPrice} to ${exitPrice}`];
  const money = [`net ${net}`, `fees ${fees}`];
  const intent = [String(entry_probability), entry_units_intent, thesis, exitReason, exitThesis];
  return [...span, ...traded, ...money, ...intent].join(' | ');
}

export const dayOf = ({ tsClosed }: Pick<Trade, 'tsClosed'>): string =>
  new Date(tsClosed).toISOString().slice(0, 10);

/** Sum of decimals of any length, without a float. */
function sumOf(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map((text) => text.split('.')[1]?.length ?? 0));
  const units = amounts.map((text) => {
    const [whole = '', part = ''] = text.split('.');
    return BigInt(whole + part.padEnd(decimals, '0'));
  });
  const sum = units.reduce((left, right) => left + right, 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${sum < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

function daysOf(trades: readonly Trade[]): Record<string, string> {
  const days = new Map<string, Trade[]>();
  for (const trade of trades) {
    const day = dayOf(trade);
    days.set(day, [...(days.get(day) ?? []), trade]);
  }
  const rows = [...days].map(([day, own]) => {
    const net = sumOf(own.map((trade) => trade.net));
    return [day, `${own.length} trades, net ${net}, ${digestOf(own.map(lineOf))}`];
  });
  return Object.fromEntries(rows) as Record<string, string>;
}

/** What of a report is held fast. */
export function figuresOf(report: BacktestReport): GoldenFigures {
  const { span, totals, statistics, trades, denialsByCode, byStrategy, equity } = report;
  const lines = trades.map(lineOf);
  return {
    ...{ bars: span.bars, quotes: span.quotes, trades: span.trades },
    ...{ orders: totals.orders, fills: totals.fills, denials: totals.denials },
    denialsByCode: Object.fromEntries(denialsByCode.map(({ code, count }) => [code, count])),
    closedTrades: trades.length,
    tradesByStrategy: Object.fromEntries(byStrategy.map((row) => [row.name, row.trades])),
    ...{ net: totals.net, gross: totals.gross, fees: totals.fees },
    maxDrawdown: statistics.maxDrawdown,
    maxDrawdownMs: statistics.maxDrawdownMs,
    exposurePct: statistics.exposurePct,
    firstTrade: lines[0] ?? 'none',
    lastTrade: lines.at(-1) ?? 'none',
    days: daysOf(trades),
    tradesDigest: digestOf(lines),
    equityDigest: digestOf(equity.map(({ ts, equity: amount }) => `${ts} ${amount}`)),
  };
}

/** Makes the run with the project's own configuration; columns are kept under `home`. */
export async function makeRun(run: GoldenRun, home: string): Promise<BacktestReport> {
  const { strategies, data, from, to, limits, costs, balance } = run;
  const request = backtestRequestSchema.parse({
    strategies,
    data: data.map((file) => join(RECORDED, file)),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    ...(limits !== undefined && { limits }),
    ...(costs !== undefined && { costs }),
    ...(balance !== undefined && { starting_balance: balance }),
  });
  const configFile = join(ROOT, 'config/quarterdeck.yaml');
  const report = await executeRun(await prepareRun(request, { home, configFile }));
  if (report === undefined) throw new Error(`${run.name} was ended`);
  return report;
}

export const readGolden = (): Readonly<Record<string, GoldenFigures>> =>
  JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, GoldenFigures>;

export function writeGolden(figures: Readonly<Record<string, GoldenFigures>>): void {
  writeFileSync(FILE, `${JSON.stringify(figures, null, 2)}\n`);
}
