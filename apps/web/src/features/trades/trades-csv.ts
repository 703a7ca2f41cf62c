import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';

const COLUMNS = [
  'positionId',
  'strategyId',
  'symbol',
  'side',
  'qty',
  'entryPrice',
  'exitPrice',
  'tsOpened',
  'tsClosed',
  'net',
  'fees',
  'entry_probability',
  'entry_units_intent',
  'exitReason',
  'thesis',
  'exitThesis',
] as const satisfies readonly (keyof TradeRow)[];

/** RFC 4180; a text that a spreadsheet would run as a formula is kept from that. */
function cellOf(value: string | number): string {
  const text = typeof value === 'string' && /^[=+@]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every trade with exact texts, one line each. */
export function tradesCsv(trades: readonly TradeRow[]): string {
  const lines = trades.map((trade) =>
    [
      ...COLUMNS.map((name) => cellOf(trade[name])),
      new Date(trade.tsOpened).toISOString(),
      new Date(trade.tsClosed).toISOString(),
    ].join(','),
  );
  return [[...COLUMNS, 'opened_utc', 'closed_utc'].join(','), ...lines, ''].join('\n');
}
