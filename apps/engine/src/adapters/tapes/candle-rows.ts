import {
  UNIT_DECIMALS,
  asQty,
  divideHalfEven,
  parsePrice,
  asPrice,
  parseScaled,
  type Price,
  type Qty,
} from '@quarterdeck/core/kernel/decimal';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { RowCursor } from './row-cursor.ts';
import { checkFieldCount, parseStamp, type RowReader } from './row-reader.ts';

const NOISY_DECIMALS = 18;

/**
 * Base units of one bar. Sources that kept volume as floats carry noise behind the eighth decimal
 * (9289043.500000001); it is rounded half to even. Volume only: a price is never rounded.
 */
function parseVolume(text: string): Parsed<Qty> {
  const fine = parseScaled(text.slice(0, 40), NOISY_DECIMALS);
  if (!fine.ok) return fine;
  if (fine.value < 0n) return denied('VOLUME_NEGATIVE', { text });
  return parsed(asQty(divideHalfEven(fine.value, 10n ** BigInt(NOISY_DECIMALS - UNIT_DECIMALS))));
}

function parsePrices(texts: readonly string[]): Parsed<readonly [Price, Price, Price, Price]> {
  const [open, high, low, close] = texts.map(parsePrice);
  for (const result of [open, high, low, close]) {
    if (result === undefined) return denied('FIELDS_MISCOUNTED');
    if (!result.ok) return result;
  }
  if (!open?.ok || !high?.ok || !low?.ok || !close?.ok) return denied('FIELDS_MISCOUNTED');
  return parsed([open.value, high.value, low.value, close.value]);
}

function isPossible(bar: BarFigures): boolean {
  const { open, high, low, close } = bar;
  return low <= open && low <= close && open <= high && close <= high;
}

interface CandleShape {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
}

function readStrictCandle(shape: CandleShape, fields: readonly string[]): Parsed<Candle> {
  const counted = checkFieldCount(fields, 6);
  if (!counted.ok) return counted;
  const tsOpen = parseStamp(fields[0]);
  if (!tsOpen.ok) return tsOpen;
  if (tsOpen.value % shape.timeframeMs !== 0) {
    return denied('BAR_OFF_GRID', { ts_ms: tsOpen.value, timeframeMs: shape.timeframeMs });
  }
  const prices = parsePrices(fields.slice(1, 5));
  if (!prices.ok) return prices;
  const volume = parseVolume(fields[5] ?? '');
  if (!volume.ok) return volume;
  const [open, high, low, close] = prices.value;
  const bar = createBar(shape, tsOpen.value, { open, high, low, close, volume: volume.value });
  return isPossible(bar) ? parsed(bar) : denied('BAR_IMPOSSIBLE');
}

type BarFigures = Pick<Candle, 'open' | 'high' | 'low' | 'close' | 'volume'>;

function createBar(shape: CandleShape, tsOpen: number, figures: BarFigures): Candle {
  const { open, high, low, close, volume } = figures;
  // The source does not count ticks: none in a bar that stands for silence, else at least one.
  const ticks = volume === 0n && high === low ? 0 : 1;
  const { symbol, timeframeMs } = shape;
  return { symbol, timeframeMs, tsOpen, open, high, low, close, volume, ticks };
}

/** A price that is not the last field of its line. */
function takePrice(cursor: RowCursor): number {
  const scaled = cursor.takeDecimal();
  return cursor.hasEndedLine() ? 0 : scaled;
}

function readFastCandle(shape: CandleShape, cursor: RowCursor): Candle | undefined {
  const tsOpen = cursor.takeInteger();
  if (tsOpen <= 0 || tsOpen % shape.timeframeMs !== 0) return undefined;
  const open = takePrice(cursor);
  const high = takePrice(cursor);
  const low = takePrice(cursor);
  const close = takePrice(cursor);
  const volume = cursor.takeDecimal();
  if (volume < 0 || !cursor.hasEndedLine() || low <= 0) return undefined;
  if (low > open || low > close || open > high || close > high) return undefined;
  return createBar(shape, tsOpen, {
    open: asPrice(BigInt(open)),
    high: asPrice(BigInt(high)),
    low: asPrice(BigInt(low)),
    close: asPrice(BigInt(close)),
    volume: asQty(BigInt(volume)),
  });
}

/** `ts_ms,open,high,low,close,volume`; `ts_ms` is the bar's start and stands on the grid of its timeframe. */
export function createCandleRows(shape: CandleShape): RowReader<Candle> {
  return {
    isUniqueByTs: true,
    tsOf: (candle) => candle.tsOpen,
    readFast: (cursor) => readFastCandle(shape, cursor),
    readStrict: (fields) => readStrictCandle(shape, fields),
  };
}
