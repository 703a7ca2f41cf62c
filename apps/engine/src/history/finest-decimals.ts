import type { BarColumns } from '@quarterdeck/core/model/columns';

const PRICE_DECIMALS = 8;
const ROWS_INSPECTED = 2_000;

function decimalsOf(units: number, scale: number): number {
  let decimals = scale;
  let rest = units;
  while (decimals > 0 && rest % 10 === 0) {
    rest /= 10;
    decimals -= 1;
  }
  return decimals;
}

/** The finest steps that the first rows of a series use, for instruments that nobody configured. */
export class FinestDecimals {
  readonly #sizeDecimals: number;
  #rows = 0;
  #price = 0;
  #size: number | null = null;
  #firstPrice = 0;

  constructor(sizeDecimals: number) {
    this.#sizeDecimals = sizeDecimals;
  }

  look({ open, high, low, close, volume }: BarColumns, rows: number): void {
    if (this.#rows === 0) this.#firstPrice = (open[0] ?? 0) / 10 ** PRICE_DECIMALS;
    const end = Math.min(rows, ROWS_INSPECTED - this.#rows);
    for (let row = 0; row < end; row += 1) {
      for (const prices of [open, high, low, close]) {
        this.#price = Math.max(this.#price, decimalsOf(prices[row] ?? 0, PRICE_DECIMALS));
      }
      const units = volume[row] ?? 0;
      if (units > 0) this.#size = Math.max(this.#size ?? 0, decimalsOf(units, this.#sizeDecimals));
    }
    this.#rows += Math.max(end, 0);
  }

  figures() {
    return {
      priceDecimals: this.#price,
      qtyDecimals: this.#size,
      firstPrice: this.#firstPrice,
    };
  }
}
