import { money, price, qty } from '../kernel/decimal.ts';
import { asSymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Side, Trade } from '../model/tick.ts';
import type { MarketView, PositionView, Seating } from './contract.ts';

export const bitcoin: Instrument = {
  symbol: asSymbolId('BTC/USDT'),
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.01'),
  lotSize: qty('0.00001'),
  minQty: qty('0.00001'),
  minNotional: money('5'),
  calendar: 'always',
};

/** A view with one basis point of spread around `mid`, unless told otherwise. */
export function viewAt(
  mid: number,
  ts: number,
  options: { readonly spreadBps?: number; readonly isWarmup?: boolean } = {},
): MarketView {
  const { spreadBps = 1, isWarmup = false } = options;
  const half = (mid * spreadBps) / 20_000;
  const [bid, ask] = [mid - half, mid + half];
  return { instrument: bitcoin, ts, bid, ask, mid, spreadBps, quoteToAccount: 1, isWarmup };
}

export function tradeOf(side: Side, size = '1'): Trade {
  return { symbol: bitcoin.symbol, price: price('100'), qty: qty(size), side, tsEvent: 0 };
}

/** A flat-bodied bar around its close. */
export function barAt(close: number, tsOpen: number, timeframeMs = 5_000): Candle {
  const at = (value: number) => price(value.toFixed(4));
  return {
    symbol: bitcoin.symbol,
    timeframeMs,
    tsOpen,
    open: at(close),
    high: at(close + 0.05),
    low: at(close - 0.05),
    close: at(close),
    volume: qty('1'),
    ticks: 5,
  };
}

export function positionAt(fields: Partial<PositionView> = {}): PositionView {
  return {
    side: 'long',
    units: 1,
    entryPrice: 100,
    tsOpened: 0,
    ageMs: 1_000,
    gainBps: 0,
    stopPrice: 99,
    targetPrice: 101,
    ...fields,
  };
}

/** Alone on one symbol, which is how most brains live; a pair's test gives the views and what is held. */
export function seatingAt(fields: Partial<Seating> = {}): Seating {
  return {
    symbol: bitcoin.symbol,
    symbols: [bitcoin.symbol],
    viewOf: () => undefined,
    holds: () => false,
    ...fields,
  };
}
