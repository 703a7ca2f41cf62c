import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { HOUR_MS, SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { RingBuffer } from '../../kernel/ring-buffer.ts';
import type { GateLayer } from './gate-result.ts';

export type HeldBy = 'pause' | 'budget';

export interface CallBudgetState {
  readonly all: readonly EpochMs[];
  readonly ordinary: readonly EpochMs[];
  readonly pace: number;
}

const RESERVED: ReadonlySet<GateLayer> = new Set(['watchdog', 'review']);
const MAX_PACE = 100;

/** Whatever the layers want, no hour holds more passes than allowed, and no two are closer than the pause. */
export class CallBudget {
  readonly #config: GateConfig['budget'];
  readonly #all: RingBuffer<EpochMs>;
  readonly #ordinary: RingBuffer<EpochMs>;
  #pace = 1;

  constructor(config: GateConfig['budget'], state?: CallBudgetState) {
    this.#config = config;
    this.#all = new RingBuffer(config.max_per_hour);
    this.#ordinary = new RingBuffer(config.max_per_hour - config.reserved_per_hour);
    if (state === undefined) return;
    for (const ts of state.all) this.#all.push(ts);
    for (const ts of state.ordinary) this.#ordinary.push(ts);
    this.setPace(state.pace);
  }

  /** 1: as configured; 2: half as many, twice as far apart. Below one counts as one: a budget is never raised. */
  setPace(pace: number): void {
    this.#pace = pace >= 1 ? Math.min(pace, MAX_PACE) : 1;
  }

  /** `pauses`: how many pauses this pass must keep from the one before. */
  heldBy(layer: GateLayer, ts: EpochMs, pauses = 1): HeldBy | null {
    if (ts < this.#tsPauseEnds(pauses)) return 'pause';
    return ts < this.#tsRoomAgain(layer) ? 'budget' : null;
  }

  tsFree(layer: GateLayer, pauses = 1): EpochMs {
    return Math.max(this.#tsPauseEnds(pauses), this.#tsRoomAgain(layer));
  }

  spend(layer: GateLayer, ts: EpochMs): void {
    this.#all.push(ts);
    if (!RESERVED.has(layer)) this.#ordinary.push(ts);
  }

  /** Beside the layers: held to the hour, not to the pause. */
  spendExtra(ts: EpochMs): boolean {
    if (ts < this.#tsRoomAgain('timer')) return false;
    this.spend('timer', ts);
    return true;
  }

  state(): CallBudgetState {
    return { all: this.#all.toArray(), ordinary: this.#ordinary.toArray(), pace: this.#pace };
  }

  #tsPauseEnds(pauses: number): EpochMs {
    const last = this.#all.at(-1);
    if (last === undefined) return 0;
    return last + this.#config.min_pause_s * SECOND_MS * pauses * this.#pace;
  }

  #tsRoomAgain(layer: GateLayer): EpochMs {
    const tsAny = this.#tsUnder(this.#all);
    return RESERVED.has(layer) ? tsAny : Math.max(tsAny, this.#tsUnder(this.#ordinary));
  }

  /** When the pass that fills the hour has left it. */
  #tsUnder(passes: RingBuffer<EpochMs>): EpochMs {
    const limit = Math.max(1, Math.floor(passes.capacity / this.#pace));
    const filling = passes.at(-limit);
    return filling === undefined ? 0 : filling + HOUR_MS;
  }
}
