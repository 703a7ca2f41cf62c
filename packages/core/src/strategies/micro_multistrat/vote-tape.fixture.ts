import { price } from '../../kernel/decimal.ts';
import type { Candle } from '../../model/candle.ts';
import { barAt } from '../view.fixture.ts';

const MINUTE = 60_000;

/** A minute whose price went down to `low` and came back. */
function thrownBack(minute: number, ends: { open: number; low: number; close: number }): Candle {
  const at = (value: number) => price(value.toFixed(4));
  return {
    ...barAt(ends.close, minute * MINUTE, MINUTE),
    open: at(ends.open),
    high: at(ends.close),
    low: at(ends.low),
  };
}

/** More than an hour of calm, four minutes up, then a rejected dip that closes higher still. */
export function votedUp(): Candle[] {
  const calm = Array.from({ length: 90 }, (_, i) =>
    barAt(100 + (i % 2) * 0.02, i * MINUTE, MINUTE),
  );
  const rise = [100.1, 100.2, 100.3, 100.4].map((close, i) =>
    barAt(close, (90 + i) * MINUTE, MINUTE),
  );
  return [...calm, ...rise, thrownBack(94, { open: 100.4, low: 100.2, close: 100.5 })];
}

/** The same bars upside down. */
export function mirrored(bars: readonly Candle[]): Candle[] {
  const turn = (at: Candle['open']) => price((200 - Number(at) / 1e8).toFixed(4));
  return bars.map((bar) => ({
    ...bar,
    open: turn(bar.open),
    high: turn(bar.low),
    low: turn(bar.high),
    close: turn(bar.close),
  }));
}
