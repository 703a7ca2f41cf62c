import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { BucketEnd } from './bucket-meter.ts';
import type { Reach, Trigger, WakeFacts } from './wake-trigger.ts';

interface Shock extends Trigger {
  readonly layer: 'z_price' | 'z_volume';
}

export interface ShockLatchState {
  readonly isPriceReady: boolean;
  readonly isVolumeReady: boolean;
  readonly tsCool: EpochMs;
}

/**
 * One shock passes once: price and volume mostly jump together, so either one that passes silences both until the
 * cool-down is over and, each for itself, a whole bucket was calm again.
 */
export class ShockLatch {
  readonly #config: GateConfig['shock'];
  #isPriceReady: boolean;
  #isVolumeReady: boolean;
  #tsCool: EpochMs;

  constructor(config: GateConfig['shock'], state?: ShockLatchState) {
    this.#config = config;
    this.#isPriceReady = state?.isPriceReady ?? true;
    this.#isVolumeReady = state?.isVolumeReady ?? true;
    this.#tsCool = state?.tsCool ?? 0;
  }

  /** Where the market has to go for a shock that would pass. */
  reach(meter: WakeFacts['meter']): Reach {
    const { price_z, volume_z } = this.#config;
    return {
      above: (this.#isPriceReady ? meter.priceAt(price_z) : null) ?? Infinity,
      below: (this.#isPriceReady ? meter.priceAt(-price_z) : null) ?? 0,
      volume: (this.#isVolumeReady ? meter.volumeAt(volume_z) : null) ?? Infinity,
    };
  }

  /** The shock that is going on and has not passed yet, taken by this call. */
  take({ ts, price, meter }: WakeFacts): Shock | null {
    const { price_z, volume_z } = this.#config;
    const { above, below, volume } = this.reach(meter);
    const isPrice = price >= above || price <= below;
    if (price === 0 || (!isPrice && meter.volume < volume)) return null;
    this.#isPriceReady = false;
    this.#isVolumeReady = false;
    this.#tsCool = ts + this.#config.cool_down_s * SECOND_MS;
    return isPrice
      ? { layer: 'z_price', value: meter.zOfPrice(price) ?? 0, threshold: price_z }
      : { layer: 'z_volume', value: meter.zOfVolume() ?? 0, threshold: volume_z };
  }

  /** A bucket nobody can judge counts as calm: nothing says that the shock goes on. */
  settle({ ts, zPrice, zVolume }: BucketEnd): void {
    if (ts < this.#tsCool) return;
    const { release_z } = this.#config;
    if (Math.abs(zPrice ?? 0) <= release_z) this.#isPriceReady = true;
    if ((zVolume ?? 0) <= release_z) this.#isVolumeReady = true;
  }

  state(): ShockLatchState {
    return {
      isPriceReady: this.#isPriceReady,
      isVolumeReady: this.#isVolumeReady,
      tsCool: this.#tsCool,
    };
  }
}
