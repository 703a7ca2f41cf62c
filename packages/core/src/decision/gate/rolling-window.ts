import { RingBuffer } from '../../kernel/ring-buffer.ts';

/** Pushes between two exact sums; each push in between adds at most a rounding error. */
const EXACT_EVERY = 64;

export interface RollingWindowState {
  readonly values: readonly number[];
  readonly sum: number;
  readonly squares: number;
  readonly sinceExact: number;
}

/** Mean and standard deviation of the newest values at constant cost. */
export class RollingWindow {
  readonly #values: RingBuffer<number>;
  #sum = 0;
  #squares = 0;
  #sinceExact = 0;

  constructor(capacity: number, state?: RollingWindowState) {
    this.#values = new RingBuffer(capacity);
    if (state === undefined) return;
    for (const value of state.values) this.#values.push(value);
    this.#sum = state.sum;
    this.#squares = state.squares;
    this.#sinceExact = state.sinceExact;
    // A window of another length: the sums are those of values that are no longer here.
    if (this.#values.size !== state.values.length) this.#sumExactly();
  }

  get size(): number {
    return this.#values.size;
  }

  get mean(): number {
    return this.size === 0 ? 0 : this.#sum / this.size;
  }

  /** Of the population; zero for no values. */
  get deviation(): number {
    if (this.size === 0) return 0;
    const mean = this.mean;
    return Math.sqrt(Math.max(0, this.#squares / this.size - mean * mean));
  }

  push(value: number): void {
    const leaving = this.size === this.#values.capacity ? (this.#values.at(0) ?? 0) : 0;
    const left = leaving * leaving;
    // Taking a giant out of a sum leaves its rounding error behind, and that may exceed all the rest.
    const isGiant = left > this.#squares / 2;
    this.#values.push(value);
    this.#sum += value - leaving;
    this.#squares += value * value - left;
    this.#sinceExact += 1;
    if (isGiant || this.#sinceExact >= EXACT_EVERY) this.#sumExactly();
  }

  state(): RollingWindowState {
    return {
      values: this.#values.toArray(),
      sum: this.#sum,
      squares: this.#squares,
      sinceExact: this.#sinceExact,
    };
  }

  #sumExactly(): void {
    this.#sum = 0;
    this.#squares = 0;
    for (let index = 0; index < this.size; index += 1) {
      const value = this.#values.at(index) ?? 0;
      this.#sum += value;
      this.#squares += value * value;
    }
    this.#sinceExact = 0;
  }
}
