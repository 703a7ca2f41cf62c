import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { BarColumns } from '@quarterdeck/core/model/columns';

export interface GeneratedBarsOptions {
  readonly symbol: SymbolId;
  readonly count: number;
  readonly seed: number;
  /** Whole units of 1e-8 that every price is a multiple of. */
  readonly stepUnits: number;
  readonly rowsPerBlock?: number;
}

const TS_FIRST = Date.UTC(2023, 0, 1);
const FIRST_UNITS = 30_000 * 1e8;
/** Standard deviation of a minute's return: 0.08 %. */
const SIGMA = 0.0008;
const SUB_STEPS = 4;
const ROWS_PER_BLOCK = 65_536;

function blankBlock(symbol: SymbolId, length: number): BarColumns {
  const column = () => new Float64Array(length);
  const [tsOpen, open, high] = [column(), column(), column()];
  const [low, close, volume] = [column(), column(), column()];
  const shape = { kind: 'bars', symbol, timeframeMs: MINUTE_MS, sizeDecimals: 8, length } as const;
  return { ...shape, tsOpen, open, high, low, close, volume };
}

/**
 * One-minute bars of a geometric random walk, block after block; each block's arrays are new. A bar opens where the
 * one before closed.
 */
export function* generateBars(options: GeneratedBarsOptions): Generator<BarColumns> {
  const { symbol, count, seed, stepUnits, rowsPerBlock = ROWS_PER_BLOCK } = options;
  const rng = createRng(seed);
  const onGrid = (units: number) => Math.max(1, Math.round(units / stepUnits)) * stepUnits;
  let price = FIRST_UNITS;
  for (let from = 0; from < count; from += rowsPerBlock) {
    const block = blankBlock(symbol, Math.min(rowsPerBlock, count - from));
    for (let row = 0; row < block.length; row += 1) {
      const open = onGrid(price);
      let [high, low] = [open, open];
      for (let step = 0; step < SUB_STEPS; step += 1) {
        price *= Math.exp((SIGMA / Math.sqrt(SUB_STEPS)) * rng.gaussian());
        high = Math.max(high, onGrid(price));
        low = Math.min(low, onGrid(price));
      }
      block.tsOpen[row] = TS_FIRST + (from + row) * MINUTE_MS;
      block.open[row] = open;
      block.high[row] = high;
      block.low[row] = low;
      block.close[row] = onGrid(price);
      block.volume[row] = 1e8;
    }
    yield block;
  }
}
