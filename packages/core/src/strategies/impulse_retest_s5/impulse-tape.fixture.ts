import { price } from '../../kernel/decimal.ts';
import type { Candle } from '../../model/candle.ts';
import { barAt } from '../view.fixture.ts';

const FIVE_S = 5_000;
const at = (value: number) => price(value.toFixed(4));

/** A bar from `open` to `close` with a tenth of its body as wick on both ends. */
export function bodyBar(index: number, open: number, close: number): Candle {
  const wick = Math.abs(close - open) * 0.1;
  return {
    ...barAt(close, index * FIVE_S, FIVE_S),
    open: at(open),
    high: at(Math.max(open, close) + wick),
    low: at(Math.min(open, close) - wick),
  };
}

export const CALM_BARS = 60;
/** Extreme of the calm bars: the level that the impulse leaves. */
export const LEVEL = 100.06;

/** Five calm minutes around 100. */
export const calm = (): Candle[] =>
  Array.from({ length: CALM_BARS }, (_, i) => barAt(100 + (i % 2) * 0.01, i * FIVE_S, FIVE_S));

/** An impulse to 100.4, two bars that drift back, one that touches the level and closes above it. */
export const retested = (): Candle[] => [
  ...calm(),
  bodyBar(60, 100, 100.4),
  bodyBar(61, 100.4, 100.3),
  bodyBar(62, 100.3, 100.2),
  bodyBar(63, 100.2, 100.11),
];

export function mirrored(bars: readonly Candle[]): Candle[] {
  const turn = (value: Candle['open']) => at(200 - Number(value) / 1e8);
  return bars.map((bar) => ({
    ...bar,
    open: turn(bar.open),
    high: turn(bar.low),
    low: turn(bar.high),
    close: turn(bar.close),
  }));
}
