import type { SymbolId } from '../kernel/ids.ts';
import type { BarColumns } from '../model/columns.ts';

/** Bars with the number of ticks that made each; zero for a bar that stands for silence. */
export interface BuiltBars extends BarColumns {
  readonly ticks: Float64Array;
}

export interface SheetShape {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly sizeDecimals: number;
}

/** One bar's figures, in column units. */
export interface BarFigures {
  readonly tsOpen: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly ticks: number;
}

/** RangeError when the volume of a bar has left what a double holds exactly. */
export function ensureExactVolume({ tsOpen, volume }: BarFigures): void {
  if (volume <= Number.MAX_SAFE_INTEGER) return;
  throw new RangeError(`the volume of the bar at ${tsOpen} is too large to stay exact`);
}

const FIRST_CAPACITY = 1_024;
const COLUMNS = ['tsOpen', 'open', 'high', 'low', 'close', 'volume', 'ticks'] as const;
type Sheet = Record<(typeof COLUMNS)[number], Float64Array>;

function createSheet(capacity: number): Sheet {
  const column = () => new Float64Array(capacity);
  return {
    tsOpen: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    ticks: column(),
  };
}

function grow(sheet: Sheet): Sheet {
  const wider = createSheet(sheet.tsOpen.length * 2);
  for (const name of COLUMNS) wider[name].set(sheet[name]);
  return wider;
}

/** Bars written one behind the other into columns that grow as needed. */
export interface BarSheet {
  add(bar: BarFigures): void;
  /** All bars added since the last taking; valid until the next `add`. */
  take(): BuiltBars;
}

export function createBarSheet(shape: SheetShape): BarSheet {
  let sheet = createSheet(FIRST_CAPACITY);
  let length = 0;
  return {
    add: (bar) => {
      if (length === sheet.tsOpen.length) sheet = grow(sheet);
      for (const name of COLUMNS) sheet[name][length] = bar[name];
      length += 1;
    },
    take: () => {
      const taken = length;
      length = 0;
      return { kind: 'bars', ...shape, length: taken, ...sheet };
    },
  };
}
