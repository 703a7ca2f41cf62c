import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { csvText, type CsvColumn } from './csv-text.ts';

type Trade = BacktestReport['trades'][number];

const iso = (ts: number): string => new Date(ts).toISOString();

const text = (title: string, of: (trade: Trade) => string): CsvColumn<Trade> => ({
  title,
  kind: 'text',
  of,
});
const figure = (title: string, of: (trade: Trade) => string): CsvColumn<Trade> => ({
  title,
  kind: 'figure',
  of,
});

const COLUMNS: readonly CsvColumn<Trade>[] = [
  text('position_id', ({ positionId }) => positionId),
  text('strategy', ({ strategyId }) => strategyId),
  text('symbol', ({ symbol }) => symbol),
  text('side', ({ side }) => side),
  text('opened', ({ tsOpened }) => iso(tsOpened)),
  text('closed', ({ tsClosed }) => iso(tsClosed)),
  figure('held_ms', ({ tsOpened, tsClosed }) => String(tsClosed - tsOpened)),
  figure('qty', ({ qty }) => qty),
  figure('entry_price', ({ entryPrice }) => entryPrice),
  figure('exit_price', ({ exitPrice }) => exitPrice),
  figure('net', ({ net }) => net),
  figure('fees', ({ fees }) => fees),
  text('exit_reason', ({ exitReason }) => exitReason),
  text('exit_thesis', ({ exitThesis }) => exitThesis),
  figure('entry_probability', ({ entry_probability }) => String(entry_probability)),
  figure('entry_units_intent', ({ entry_units_intent }) => entry_units_intent),
  text('thesis', ({ thesis }) => thesis),
];

/** The trade list, one line a closed trade: exact decimals, times in ISO 8601 UTC, money in account currency. */
export function tradesCsv({ trades }: Pick<BacktestReport, 'trades'>): string {
  return csvText(COLUMNS, trades);
}
