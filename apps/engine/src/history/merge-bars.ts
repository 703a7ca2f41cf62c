import type { BarColumns } from '@quarterdeck/core/model/columns';
import { BarCursor, NO_MORE } from './bar-cursor.ts';
import { ROWS_PER_GROUP } from './columns/column-layout.ts';

type Figures = ReturnType<BarCursor['figures']>;

/** A stamp at which the two sources say different things. */
export interface Contradiction {
  readonly ts: number;
  readonly stored: Figures;
  readonly offered: Figures;
}

export interface MergeOutcome {
  readonly rows: number;
  readonly added: number;
  /** Offered again as they stand. */
  readonly repeated: number;
  /** The first of them. */
  readonly contradictions: readonly Contradiction[];
  readonly contradictionCount: number;
  readonly hasRounded: boolean;
}

export interface MergeOptions {
  readonly stored: Iterable<BarColumns>;
  readonly offered: Iterable<BarColumns>;
  /** An empty block of the result's shape, filled again and again. */
  readonly block: BarColumns;
  readonly write: (block: BarColumns, rows: number) => void;
}

const MOST_NAMED = 20;

const isSame = (one: Figures, other: Figures): boolean =>
  one.every((figure, index) => figure === other[index]);

/** Two sorted runs of bars become one; equal bars count once, unequal ones are named. */
class BarMerge {
  readonly #options: MergeOptions;
  readonly #stored: BarCursor;
  readonly #offered: BarCursor;
  readonly #contradictions: Contradiction[] = [];
  #contradictionCount = 0;
  #added = 0;
  #repeated = 0;
  #rows = 0;
  #row = 0;

  constructor(options: MergeOptions) {
    this.#options = options;
    this.#stored = new BarCursor(options.stored, options.block.sizeDecimals);
    this.#offered = new BarCursor(options.offered, options.block.sizeDecimals);
  }

  run(): MergeOutcome {
    try {
      while (Math.min(this.#stored.ts, this.#offered.ts) !== NO_MORE) this.#step();
      this.#flush();
    } finally {
      this.#stored.close();
      this.#offered.close();
    }
    return {
      rows: this.#rows,
      added: this.#added,
      repeated: this.#repeated,
      contradictions: this.#contradictions,
      contradictionCount: this.#contradictionCount,
      hasRounded: this.#stored.hasRounded || this.#offered.hasRounded,
    };
  }

  #step(): void {
    const stored = this.#stored;
    const offered = this.#offered;
    if (stored.ts === offered.ts) {
      this.#compare(stored.figures(), offered.figures());
      offered.next();
      return;
    }
    const first = stored.ts < offered.ts ? stored : offered;
    if (first === offered) this.#added += 1;
    this.#put(first.ts, first.figures());
    first.next();
  }

  #compare(stored: Figures, offered: Figures): void {
    if (isSame(stored, offered)) {
      this.#repeated += 1;
      return;
    }
    this.#contradictionCount += 1;
    if (this.#contradictions.length >= MOST_NAMED) return;
    this.#contradictions.push({ ts: this.#stored.ts, stored, offered });
  }

  #put(ts: number, [open, high, low, close, volume]: Figures): void {
    const { block } = this.#options;
    const row = this.#row;
    block.tsOpen[row] = ts;
    block.open[row] = open;
    block.high[row] = high;
    block.low[row] = low;
    block.close[row] = close;
    block.volume[row] = volume;
    this.#row += 1;
    this.#rows += 1;
    if (this.#row === ROWS_PER_GROUP) this.#flush();
  }

  #flush(): void {
    this.#options.write(this.#options.block, this.#row);
    this.#row = 0;
  }
}

export const mergeBars = (options: MergeOptions): MergeOutcome => new BarMerge(options).run();
