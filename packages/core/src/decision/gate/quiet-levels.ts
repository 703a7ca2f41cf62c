import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { GateLayers } from './gate-layers.ts';

/** What a feed that changes nothing is compared with; all of it follows from the state of the layers. */
export class QuietLevels {
  readonly #wastefulPauses: number;
  #tsDue = 0;
  #above = 0;
  #below = 0;
  #volume = 0;

  constructor({ wake }: GateConfig) {
    this.#wastefulPauses = wake.wasteful_pauses;
  }

  /** Time alone may have changed something. */
  isDue(ts: EpochMs): boolean {
    return ts >= this.#tsDue;
  }

  isReached(price: number, volume: number): boolean {
    return price >= this.#above || price <= this.#below || volume >= this.#volume;
  }

  /** After everything that may have moved a level or a time. */
  retune({ reasons, wake, shock, meter, times }: GateLayers): void {
    reasons.setWakePauses(wake.audit.isWasteful() ? this.#wastefulPauses : 1);
    const shocks = shock.reach(meter);
    const wakes = wake.reach(meter);
    this.#above = Math.min(shocks.above, wakes.above);
    this.#below = Math.max(shocks.below, wakes.below);
    this.#volume = Math.min(shocks.volume, wakes.volume);
    this.#tsDue = Math.min(meter.tsBucketEnd, times.tsNext(), wake.tsNext(), reasons.tsNext());
  }
}
