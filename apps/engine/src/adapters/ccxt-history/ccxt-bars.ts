import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { HistoryError } from '../../history/history-error.ts';

/** `[ts, open, high, low, close, volume]`, as the library gives it. */
export type CcxtRow = readonly (number | undefined)[];

const PRICE_DECIMALS = 8;

/** Whole units of the decimal that the venue wrote: a double stands for the one decimal of few digits nearest to it. */
function priceUnits(value: number, ts: number): number {
  const units = Math.round(value * 10 ** PRICE_DECIMALS);
  const isExact = units / 10 ** PRICE_DECIMALS === value;
  if (isExact && units > 0 && Number.isSafeInteger(units)) return units;
  throw new HistoryError(
    `a price of ${value} at ${new Date(ts).toISOString()} cannot be kept: above zero, at most 8 decimals and 90,071,992`,
  );
}

const volumeUnits = (value: number, decimals: number): number =>
  Math.round(Number((value * 10 ** decimals).toPrecision(15)));

/** The most decimals at which every volume of a page stays exact in a double. */
function decimalsFor(rows: readonly CcxtRow[]): number {
  const most = rows.reduce((highest, row) => Math.max(highest, row[5] ?? 0), 0);
  let decimals = PRICE_DECIMALS;
  while (decimals > 0 && most * 10 ** decimals > Number.MAX_SAFE_INTEGER) decimals -= 1;
  return decimals;
}

interface Figures {
  readonly ts: number;
  readonly prices: readonly [number, number, number, number];
  readonly volume: number;
}

function figuresOf(row: CcxtRow): Figures {
  const [ts = Number.NaN, ...rest] = row;
  const [open = 0, high = 0, low = 0, close = 0] = rest
    .slice(0, 4)
    .map((value) => priceUnits(value ?? Number.NaN, ts));
  if (low > Math.min(open, close) || high < Math.max(open, close)) {
    throw new HistoryError(
      `an impossible candle at ${new Date(ts).toISOString()}: ${rest.join('/')}`,
    );
  }
  return { ts, prices: [open, high, low, close], volume: Math.max(0, row[5] ?? 0) };
}

/** A page of the exchange library as columns. HistoryError when a price cannot be kept exactly. */
export function ccxtBars(
  rows: readonly CcxtRow[],
  { symbol, timeframeMs }: { readonly symbol: SymbolId; readonly timeframeMs: number },
): BarColumns {
  const sizeDecimals = decimalsFor(rows);
  const figures = rows.map(figuresOf);
  const price = (index: 0 | 1 | 2 | 3) => Float64Array.from(figures, ({ prices }) => prices[index]);
  return {
    kind: 'bars',
    symbol,
    timeframeMs,
    sizeDecimals,
    length: rows.length,
    tsOpen: Float64Array.from(figures, ({ ts }) => ts),
    open: price(0),
    high: price(1),
    low: price(2),
    close: price(3),
    volume: Float64Array.from(figures, ({ volume }) => volumeUnits(volume, sizeDecimals)),
  };
}
