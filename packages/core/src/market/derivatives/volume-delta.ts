import type { EpochMs } from '../../kernel/clock.ts';
import type { Side } from '../../model/tick.ts';

export interface DeltaBucket {
  /** Start over the width: a whole number. */
  readonly index: number;
  readonly bought: number;
  readonly sold: number;
}

export interface VolumeDeltaState {
  /** Width the buckets were counted in. */
  readonly bucketMs: number;
  /** Of every trade since the beginning, base units. */
  readonly cumulative: number;
  readonly tsFirst: EpochMs | null;
  readonly tsLast: EpochMs | null;
  /** Oldest first; silent ones are absent. */
  readonly buckets: readonly DeltaBucket[];
}

export interface DeltaOverWindow {
  /** Taker buys minus taker sells, base units. */
  readonly delta: number;
  readonly bought: number;
  readonly sold: number;
  /** False when trades have not been watched for so long, or no longer kept: then it is the sum of a shorter stretch. */
  readonly isWhole: boolean;
}

export interface VolumeDelta {
  /** Cumulative volume delta: taker buys add, taker sells subtract. `qty` in base units. */
  add(side: Side, qty: number, tsEvent: EpochMs): void;
  readonly cumulative: number;
  readonly tsLast: EpochMs | null;
  /** Buckets that begin within the window before `now`, in whole buckets. */
  over(windowMs: number, now: EpochMs): DeltaOverWindow;
  state(): VolumeDeltaState;
}

export interface VolumeDeltaOptions {
  readonly bucketMs: number;
  /** Kept at most, silent ones counted: the memory of a symbol, whatever the number of trades. */
  readonly buckets: number;
}

interface Slot {
  index: number;
  bought: number;
  sold: number;
}

class BucketedDelta implements VolumeDelta {
  cumulative: number;
  tsLast: EpochMs | null;
  #tsFirst: EpochMs | null;
  readonly #options: VolumeDeltaOptions;
  /** By index modulo their number: a bucket takes the place of the one that has just left the window. */
  readonly #slots: (Slot | undefined)[];

  constructor(options: VolumeDeltaOptions, restored?: VolumeDeltaState) {
    this.#options = options;
    this.#slots = new Array<Slot | undefined>(options.buckets);
    this.cumulative = restored?.cumulative ?? 0;
    this.tsLast = restored?.tsLast ?? null;
    // Buckets of another width say nothing in this one: the watch begins anew.
    const isSameWidth = restored?.bucketMs === options.bucketMs;
    this.#tsFirst = isSameWidth ? restored.tsFirst : null;
    const buckets = isSameWidth ? restored.buckets.slice(-options.buckets) : [];
    for (const bucket of buckets) this.#place(bucket.index, { ...bucket });
  }

  add(side: Side, qty: number, tsEvent: EpochMs): void {
    this.#tsFirst = Math.min(this.#tsFirst ?? tsEvent, tsEvent);
    this.tsLast = Math.max(this.tsLast ?? tsEvent, tsEvent);
    this.cumulative += side === 'buy' ? qty : -qty;
    const slot = this.#slotOf(Math.floor(tsEvent / this.#options.bucketMs));
    if (slot === undefined) return;
    if (side === 'buy') slot.bought += qty;
    else slot.sold += qty;
  }

  over(windowMs: number, now: EpochMs): DeltaOverWindow {
    const { bucketMs, buckets } = this.#options;
    const last = Math.floor(now / bucketMs);
    const first = last - Math.max(1, Math.ceil(windowMs / bucketMs)) + 1;
    let bought = 0;
    let sold = 0;
    for (const slot of this.#slots) {
      if (slot === undefined || slot.index < first || slot.index > last) continue;
      bought += slot.bought;
      sold += slot.sold;
    }
    const oldestKept = Math.floor((this.tsLast ?? now) / bucketMs) - buckets + 1;
    const isWatched = this.#tsFirst !== null && this.#tsFirst <= now - windowMs;
    return { delta: bought - sold, bought, sold, isWhole: isWatched && first >= oldestKept };
  }

  state(): VolumeDeltaState {
    const buckets = this.#slots
      .filter((slot) => slot !== undefined)
      .map((slot) => ({ ...slot }))
      .sort((one, other) => one.index - other.index);
    const { bucketMs } = this.#options;
    const { cumulative, tsLast } = this;
    return { bucketMs, cumulative, tsFirst: this.#tsFirst, tsLast, buckets };
  }

  /** Undefined for a trade so late that its bucket has made room for another. */
  #slotOf(index: number): Slot | undefined {
    const found = this.#slots[index % this.#options.buckets];
    if (found?.index === index) return found;
    if (found !== undefined && found.index > index) return undefined;
    return this.#place(index, { index, bought: 0, sold: 0 });
  }

  #place(index: number, slot: Slot): Slot {
    this.#slots[index % this.#options.buckets] = slot;
    return slot;
  }
}

export const createVolumeDelta = (
  options: VolumeDeltaOptions,
  restored?: VolumeDeltaState,
): VolumeDelta => new BucketedDelta(options, restored);
