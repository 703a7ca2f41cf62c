import type { BarColumns } from '../model/columns.ts';
import { createBarSheet, ensureExactVolume, type BarFigures, type BuiltBars } from './bar-sheet.ts';

export interface ResamplerOptions {
  /** A multiple of the bars that will come. */
  readonly timeframeMs: number;
}

/**
 * Longer bars out of shorter ones, exact, by the rule of the desk's market: a bar in which nothing happened (no
 * volume, one price, that of the close before) does not set the open of a longer bar. A longer bar is whole when
 * the data reach over both its ends; `first` and `last` of a series that begins or stops inside one are not.
 */
export interface Resampler {
  /** RangeError when time goes back or the bars are no part of the longer ones. */
  addBars(block: BarColumns): void;
  take(): BuiltBars;
  /** The same, with the bar in progress as the last one, whole or not. */
  finish(): BuiltBars;
}

/** No volume and one price: it may stand for silence. */
const isFlat = (block: BarColumns, row: number): boolean =>
  block.volume[row] === 0 && block.high[row] === block.low[row];

type OpenBar = { -readonly [key in keyof BarFigures]: BarFigures[key] };

class BarResampler implements Resampler {
  readonly #timeframeMs: number;
  #sheet: ReturnType<typeof createBarSheet> | undefined;
  readonly #bar: OpenBar = { tsOpen: -1, open: 0, high: 0, low: 0, close: 0, volume: 0, ticks: 0 };
  /** Nothing has happened in it yet: its prices repeat the close before. */
  #isSilent = true;
  #tsLast = Number.NEGATIVE_INFINITY;

  constructor({ timeframeMs }: ResamplerOptions) {
    this.#timeframeMs = timeframeMs;
  }

  addBars(block: BarColumns): void {
    const { symbol, sizeDecimals, timeframeMs } = block;
    if (this.#timeframeMs % timeframeMs !== 0) {
      throw new RangeError(`bars of ${timeframeMs} ms do not make bars of ${this.#timeframeMs} ms`);
    }
    this.#sheet ??= createBarSheet({ symbol, sizeDecimals, timeframeMs: this.#timeframeMs });
    for (let row = 0; row < block.length; row += 1) this.#add(block, row);
  }

  take(): BuiltBars {
    if (this.#sheet === undefined) throw new RangeError('no bars were added');
    return this.#sheet.take();
  }

  finish(): BuiltBars {
    if (this.#bar.tsOpen >= 0) this.#give();
    this.#bar.tsOpen = -1;
    return this.take();
  }

  #add(block: BarColumns, row: number): void {
    const ts = block.tsOpen[row] ?? Number.NaN;
    if (!(ts > this.#tsLast)) throw new RangeError(`time goes back: ${ts} after ${this.#tsLast}`);
    this.#tsLast = ts;
    const bar = this.#bar;
    if (bar.tsOpen < 0 || ts >= bar.tsOpen + this.#timeframeMs) this.#open(ts);
    this.#merge(block, row);
    bar.close = block.close[row] ?? 0;
    bar.volume += block.volume[row] ?? 0;
    bar.ticks += isFlat(block, row) ? 0 : 1;
  }

  #merge(block: BarColumns, row: number): void {
    const bar = this.#bar;
    const high = block.high[row] ?? 0;
    const low = block.low[row] ?? 0;
    if (!this.#isSilent) {
      if (high > bar.high) bar.high = high;
      if (low < bar.low) bar.low = low;
    } else if (!isFlat(block, row) || block.close[row] !== bar.close) {
      this.#isSilent = false;
      bar.open = block.open[row] ?? 0;
      bar.high = high;
      bar.low = low;
    }
  }

  #give(): void {
    ensureExactVolume(this.#bar);
    this.#sheet?.add(this.#bar);
  }

  #open(ts: number): void {
    const bar = this.#bar;
    if (bar.tsOpen >= 0) this.#give();
    bar.tsOpen = ts - (ts % this.#timeframeMs);
    bar.open = bar.high = bar.low = bar.close;
    bar.volume = 0;
    bar.ticks = 0;
    this.#isSilent = true;
  }
}

/** A resampler to one timeframe. RangeError when that is no whole number above zero. */
export function createResampler(options: ResamplerOptions): Resampler {
  if (!Number.isInteger(options.timeframeMs) || options.timeframeMs <= 0) {
    throw new RangeError(
      `timeframeMs must be a whole number above zero, not ${options.timeframeMs}`,
    );
  }
  return new BarResampler(options);
}
