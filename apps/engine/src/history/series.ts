import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import type { TradingCalendar } from '@quarterdeck/core/model/instrument';
import { instrumentFromTape } from '../adapters/tapes/instrument-from-tape.ts';
import type { PriceSide } from '../adapters/tapes/tape-name.ts';
import { formatTimeframe, parseTimeframe } from './timeframe.ts';

/** One run of candles that the history store keeps: `binance:BTC/USDT:1m`, `oanda:EUR/USD:1m:bid`. */
export interface Series {
  readonly venue: string;
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  /** Which price the candles hold; `last` is left out of the name. */
  readonly side: PriceSide;
}

const NAME =
  /^([a-z0-9][a-z0-9-]{0,31}):([A-Z0-9]{2,10}\/[A-Z0-9]{2,10}):([0-9]+[smhd])(?::(bid|ask|mid|mark))?$/;

/** Undefined when the text names no series. */
export function parseSeries(text: string): Series | undefined {
  const [, venue, symbol, timeframe = '', side] = NAME.exec(text) ?? [];
  const timeframeMs = parseTimeframe(timeframe);
  if (venue === undefined || symbol === undefined || timeframeMs === undefined) return undefined;
  return { venue, symbol: asSymbolId(symbol), timeframeMs, side: (side ?? 'last') as PriceSide };
}

export function formatSeries({ venue, symbol, timeframeMs, side }: Series): string {
  const name = `${venue}:${symbol}:${formatTimeframe(timeframeMs)}`;
  return side === 'last' ? name : `${name}:${side}`;
}

/** Currencies and metals keep the FX week; everything else trades always. */
export const calendarOf = (symbol: SymbolId): TradingCalendar =>
  instrumentFromTape(symbol, []).calendar;
