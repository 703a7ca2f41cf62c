import { HOUR_MS, type EpochMs } from '../../kernel/clock.ts';
import { asMoney, moneyToFloat, type Money } from '../../kernel/decimal.ts';
import type { BacktestOutcome, EquitySample } from './outcome.ts';

/** Largest fall so far, from the peak in front of it. */
interface Fall {
  readonly peak: Money;
  readonly tsPeak: EpochMs;
  readonly bottom: Money;
  readonly tsBottom: EpochMs;
}

const hourAfter = (ts: EpochMs): EpochMs => (Math.floor(ts / HOUR_MS) + 1) * HOUR_MS;

/** Near enough to decide nothing: exact sums are compared then. Share of the sums themselves. */
const TOLERANCE = 1e-9;

/**
 * Equity at every price: its peak, its largest fall in percent of the peak, and samples for a curve.
 * Times never go back.
 */
export class EquityWatch {
  readonly samples: EquitySample[] = [];
  #peak: Money;
  #tsPeak: EpochMs;
  #fall: Fall;
  #longestMs = 0;
  #latest: Money;
  #tsNextSample: EpochMs;
  /** Floats of the peak and of where a deeper fall would begin. */
  #peakFloat = 0;
  #floorFloat = 0;

  constructor(equity: Money, ts: EpochMs) {
    this.#peak = this.#latest = equity;
    this.#tsPeak = ts;
    this.#fall = { peak: equity, tsPeak: ts, bottom: equity, tsBottom: ts };
    this.samples.push({ ts, equity });
    this.#tsNextSample = hourAfter(ts);
    this.#refreshFloats();
  }

  get latest(): Money {
    return this.#latest;
  }

  /** Whether equity between two bounds, nearly exact, could be a new peak or a deeper fall. */
  couldMatter({ lowest, highest }: { lowest: number; highest: number }): boolean {
    const room = Math.abs(this.#peakFloat) * TOLERANCE;
    return highest + room > this.#peakFloat || lowest - room < this.#floorFloat;
  }

  /** Whether the curve gets a point on the way to `ts`: exact equity is needed then. */
  isSampleDue(ts: EpochMs): boolean {
    return ts >= this.#tsNextSample;
  }

  /** Time goes on to `ts`: at a whole hour on the way the curve gets a point, with equity as it stood before. */
  moveTo(ts: EpochMs): void {
    if (ts < this.#tsNextSample) return;
    this.samples.push({ ts: this.#tsNextSample, equity: this.#latest });
    this.#tsNextSample = hourAfter(ts);
  }

  see(equity: Money, ts: EpochMs): void {
    this.#latest = equity;
    if (equity > this.#peak) {
      this.#longestMs = Math.max(this.#longestMs, ts - this.#tsPeak);
      this.#peak = equity;
      this.#tsPeak = ts;
      this.#refreshFloats();
    } else if (this.#isDeeper(equity)) {
      this.#fall = { peak: this.#peak, tsPeak: this.#tsPeak, bottom: equity, tsBottom: ts };
      this.#refreshFloats();
    }
  }

  /** The last point of the curve. */
  end(ts: EpochMs): void {
    this.samples.push({ ts, equity: this.#latest });
  }

  drawdown(tsEnd: EpochMs): BacktestOutcome['drawdown'] {
    const { peak, bottom, tsPeak, tsBottom } = this.#fall;
    const amount = asMoney(peak - bottom);
    const isBelow = this.#latest < this.#peak;
    return {
      amount,
      pct: peak > 0n ? (moneyToFloat(amount) / moneyToFloat(peak)) * 100 : 0,
      tsPeak,
      tsBottom,
      longestMs: Math.max(this.#longestMs, isBelow ? tsEnd - this.#tsPeak : 0),
    };
  }

  /** By share of the peak, compared without a division. */
  #isDeeper(equity: Money): boolean {
    if (this.#peak <= 0n || equity >= this.#peak) return false;
    // Wide products of bigints are for the few that come near.
    const room = Math.abs(this.#peakFloat) * TOLERANCE;
    if (Number(equity) - room > this.#floorFloat) return false;
    const { peak, bottom } = this.#fall;
    return (this.#peak - equity) * peak > (peak - bottom) * this.#peak;
  }

  #refreshFloats(): void {
    const { peak, bottom } = this.#fall;
    this.#peakFloat = Number(this.#peak);
    this.#floorFloat = peak > 0n ? (this.#peakFloat * Number(bottom)) / Number(peak) : 0;
  }
}
