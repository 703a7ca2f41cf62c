import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { RollingWindow, type RollingWindowState } from './rolling-window.ts';

const BPS = 10_000;

export interface BucketMeterState {
  readonly tsBucketEnd: EpochMs;
  readonly reference: number;
  readonly isPriceCut: boolean;
  readonly volume: number;
  readonly isVolumeCut: boolean;
  readonly hasTrades: boolean;
  readonly returns: RollingWindowState;
  readonly volumes: RollingWindowState;
}

/** How far a finished bucket was from usual; null: not yet known. */
export interface BucketEnd {
  readonly ts: EpochMs;
  readonly zPrice: number | null;
  readonly zVolume: number | null;
}

export interface MeterOptions {
  readonly shock: GateConfig['shock'];
  readonly silenceMs: number;
  readonly onBucketEnd: (end: BucketEnd) => void;
}

/**
 * Returns and volume in buckets of fixed length, and how unusual the open bucket is against the finished ones.
 * The threshold of a z-score is handed out as a price or a volume, so that a tick costs a comparison, no logarithm.
 */
export class BucketMeter {
  readonly #options: MeterOptions;
  readonly #bucketMs: number;
  readonly #returns: RollingWindow;
  readonly #volumes: RollingWindow;
  #tsBucketEnd: EpochMs;
  /** Price the open bucket began at; zero: unknown. */
  #reference = 0;
  /** The open bucket was not seen from its start: it is no sample. */
  #isPriceCut = true;
  #volume = 0;
  #isVolumeCut = true;
  /** False: volume comes from bars, one a bucket length, if at all. */
  #hasTrades = false;

  constructor(options: MeterOptions, tsStart: EpochMs, state?: BucketMeterState) {
    const { window, bucket_s } = options.shock;
    this.#options = options;
    this.#bucketMs = bucket_s * SECOND_MS;
    this.#returns = new RollingWindow(window, state?.returns);
    this.#volumes = new RollingWindow(window, state?.volumes);
    this.#tsBucketEnd = state?.tsBucketEnd ?? this.#endAfter(tsStart);
    if (state === undefined) return;
    this.#reference = state.reference;
    this.#isPriceCut = state.isPriceCut;
    this.#volume = state.volume;
    this.#isVolumeCut = state.isVolumeCut;
    this.#hasTrades = state.hasTrades;
  }

  get tsBucketEnd(): EpochMs {
    return this.#tsBucketEnd;
  }

  /** Of the open bucket, or of the newest bar. */
  get volume(): number {
    return this.#volume;
  }

  addTrade(size: number): void {
    if (!this.#hasTrades) {
      this.#hasTrades = true;
      this.#volume = 0;
      this.#isVolumeCut = true;
    }
    this.#volume += size;
  }

  /** A bar as long as a bucket, where there are no trades to count. The bar before becomes a sample. */
  addBar(timeframeMs: number, volume: number): void {
    if (this.#hasTrades || timeframeMs !== this.#bucketMs) return;
    if (!this.#isVolumeCut) this.#volumes.push(this.#volume);
    this.#volume = volume;
    this.#isVolumeCut = false;
  }

  /** The first price of all, or the first after a silence: nothing before it says what is usual. True: it was. */
  ensureReference(price: number): boolean {
    if (this.#reference !== 0) return false;
    this.#reference = price;
    return true;
  }

  /**
   * Closes every bucket that has ended by `ts`. A bucket without a tick is a sample of zero; those of a silence are
   * none, and what the market did meanwhile is not taken for the return of one bucket. `price`: the newest, zero for
   * none; `tsMarket`: when the market last said anything.
   */
  advance(ts: EpochMs, price: number, tsMarket: EpochMs): void {
    const { silenceMs } = this.#options;
    const tsKnown = Math.min(ts, tsMarket + silenceMs);
    for (let tsEnd = this.#tsBucketEnd; tsEnd <= tsKnown; tsEnd += this.#bucketMs) {
      this.#closeBucket(tsEnd, price);
    }
    if (ts - tsMarket >= silenceMs) this.#forgetOpenBucket();
    if (ts >= this.#tsBucketEnd) this.#tsBucketEnd = this.#endAfter(ts);
  }

  /** Price at which the open bucket's return is `z` deviations (signed) from usual; null: not yet known. */
  priceAt(z: number): number | null {
    if (this.#reference === 0 || this.#returns.size < this.#options.shock.warm_up) return null;
    return this.#reference * Math.exp(this.#returns.mean + z * this.#priceDeviation());
  }

  volumeAt(z: number): number | null {
    const { warm_up } = this.#options.shock;
    if (this.#volumes.size < warm_up || this.#volumes.mean <= 0) return null;
    return this.#volumes.mean + z * this.#volumeDeviation();
  }

  zOfPrice(price: number): number | null {
    if (this.priceAt(0) === null || price === 0) return null;
    return (Math.log(price / this.#reference) - this.#returns.mean) / this.#priceDeviation();
  }

  zOfVolume(): number | null {
    if (this.volumeAt(0) === null) return null;
    return (this.#volume - this.#volumes.mean) / this.#volumeDeviation();
  }

  state(): BucketMeterState {
    return {
      tsBucketEnd: this.#tsBucketEnd,
      reference: this.#reference,
      isPriceCut: this.#isPriceCut,
      volume: this.#volume,
      isVolumeCut: this.#isVolumeCut,
      hasTrades: this.#hasTrades,
      returns: this.#returns.state(),
      volumes: this.#volumes.state(),
    };
  }

  #priceDeviation(): number {
    return Math.max(this.#returns.deviation, this.#options.shock.min_deviation_bps / BPS);
  }

  #volumeDeviation(): number {
    const floor = this.#volumes.mean * this.#options.shock.min_volume_deviation;
    return Math.max(this.#volumes.deviation, floor);
  }

  #closeBucket(ts: EpochMs, price: number): void {
    const zPrice = this.zOfPrice(price);
    const zVolume = this.zOfVolume();
    if (this.#reference > 0) {
      if (!this.#isPriceCut) this.#returns.push(Math.log(price / this.#reference));
      this.#reference = price;
      this.#isPriceCut = false;
    }
    if (this.#hasTrades) {
      if (!this.#isVolumeCut) this.#volumes.push(this.#volume);
      this.#volume = 0;
      this.#isVolumeCut = false;
    }
    this.#options.onBucketEnd({ ts, zPrice, zVolume });
  }

  #forgetOpenBucket(): void {
    this.#reference = 0;
    this.#isPriceCut = true;
    if (!this.#hasTrades) return;
    this.#volume = 0;
    this.#isVolumeCut = true;
  }

  #endAfter(ts: EpochMs): EpochMs {
    return Math.floor(ts / this.#bucketMs) * this.#bucketMs + this.#bucketMs;
  }
}
