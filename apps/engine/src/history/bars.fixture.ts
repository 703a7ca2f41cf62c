import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import type { HistoryQuery, HistorySource } from './history-source.ts';
import type { Series } from './series.ts';
import { sliceBars } from './slice-bars.ts';

export const MINUTE = 60_000;
/** Wednesday, 12:00 UTC. */
export const NOON = Date.parse('2024-08-07T12:00:00Z');
export const series: Series = {
  venue: 'test',
  symbol: asSymbolId('BTC/USDT'),
  timeframeMs: MINUTE,
  side: 'last',
};

/** One-minute bars at these minutes behind noon; the close tells the minute. */
export function barsAt(minutes: readonly number[], change: Partial<BarColumns> = {}): BarColumns {
  const column = (value: (minute: number) => number) => Float64Array.from(minutes, value);
  return {
    kind: 'bars',
    symbol: series.symbol,
    timeframeMs: MINUTE,
    sizeDecimals: 8,
    length: minutes.length,
    tsOpen: column((minute) => NOON + minute * MINUTE),
    open: column(() => 1e8),
    high: column((minute) => (1_000 + minute) * 1e8),
    low: column(() => 1e8),
    close: column((minute) => (500 + minute) * 1e8),
    volume: column(() => 3e8),
    ...change,
  };
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

/** Has every minute but the ones named; remembers what it was asked. */
export class MinuteSource implements HistorySource {
  readonly name = 'minutes';
  readonly asked: [from: number, to: number][] = [];
  readonly #missing: ReadonlySet<number>;
  readonly #failAt: number;

  constructor(missing: readonly number[] = [], failAt = Number.POSITIVE_INFINITY) {
    this.#missing = new Set(missing);
    this.#failAt = failAt;
  }

  async *fetchCandles({ from, to }: HistoryQuery): AsyncGenerator<BarColumns> {
    const [first, end] = [(from - NOON) / MINUTE, (to - NOON) / MINUTE];
    this.asked.push([first, end]);
    for (let minute = first; minute < end; minute += 10) {
      await Promise.resolve();
      if (minute >= this.#failAt) throw new Error('the line is dead');
      const minutes = range(minute, minute + 10).filter((each) => !this.#missing.has(each));
      yield sliceBars(barsAt(minutes), from, to);
    }
  }
}
