import { MINUTE_MS } from '../kernel/clock.ts';
import { price, qty } from '../kernel/decimal.ts';
import type { Candle } from '../model/candle.ts';
import { bitcoin } from './view.fixture.ts';
import type { BarPrices } from './wick.ts';

/** A minute of BTC/USDT, the `index`th since the epoch. */
export function minuteBar(prices: BarPrices, index: number, ticks = 5): Candle {
  const at = (value: number) => price(value.toFixed(4));
  return {
    symbol: bitcoin.symbol,
    timeframeMs: MINUTE_MS,
    tsOpen: index * MINUTE_MS,
    open: at(prices.open),
    high: at(prices.high),
    low: at(prices.low),
    close: at(prices.close),
    volume: qty('1'),
    ticks,
  };
}

export const mirroredAt = (middle: number, { open, high, low, close }: BarPrices): BarPrices => ({
  open: 2 * middle - open,
  high: 2 * middle - low,
  low: 2 * middle - high,
  close: 2 * middle - close,
});
