import type { BarColumns } from '@quarterdeck/core/model/columns';

/** Past the last row of a cursor. */
export const NO_MORE = Number.POSITIVE_INFINITY;

const EMPTY = new Float64Array(0);

/** Half to even, as everywhere; both are whole numbers. */
function divideHalfEven(units: number, divisor: number): number {
  const quotient = Math.floor(units / divisor);
  const twice = (units - quotient * divisor) * 2;
  return twice > divisor || (twice === divisor && quotient % 2 === 1) ? quotient + 1 : quotient;
}

/** One bar after the other out of blocks, volumes brought to the decimals wanted. */
export class BarCursor {
  readonly #blocks: Iterator<BarColumns>;
  readonly #sizeDecimals: number;
  #block: BarColumns | undefined;
  #row = -1;
  #stamps: Float64Array = EMPTY;
  /** A volume had more digits than `sizeDecimals` keep. */
  hasRounded = false;

  constructor(blocks: Iterable<BarColumns>, sizeDecimals: number) {
    this.#blocks = blocks[Symbol.iterator]();
    this.#sizeDecimals = sizeDecimals;
    this.next();
  }

  /** Start of the bar the cursor stands on; NO_MORE behind the last. */
  get ts(): number {
    return this.#stamps[this.#row] ?? NO_MORE;
  }

  next(): void {
    this.#row += 1;
    while (this.#row >= (this.#block?.length ?? 0)) {
      const taken = this.#blocks.next();
      this.#block = taken.done === true ? undefined : taken.value;
      this.#row = 0;
      if (this.#block === undefined) break;
    }
    this.#stamps = this.#block?.tsOpen ?? EMPTY;
  }

  /** Open, high, low, close in price units and the volume. */
  figures(): readonly [number, number, number, number, number] {
    const block = this.#block;
    const row = this.#row;
    const at = (column: Float64Array | undefined) => column?.[row] ?? Number.NaN;
    return [at(block?.open), at(block?.high), at(block?.low), at(block?.close), this.#volume()];
  }

  /** Closes what the blocks come from. */
  close(): void {
    this.#blocks.return?.();
  }

  #volume(): number {
    const units = this.#block?.volume[this.#row] ?? Number.NaN;
    const finer = (this.#block?.sizeDecimals ?? 0) - this.#sizeDecimals;
    if (finer <= 0) return units * 10 ** -finer;
    const divisor = 10 ** finer;
    if (units % divisor !== 0) this.hasRounded = true;
    return divideHalfEven(units, divisor);
  }
}
