export const LEGEND_ROW = 18;

/** Of one letter at the size of the legend; a drawing cannot ask for the width of its text. */
const LETTER_WIDTH = 6.6;
/** Line before the name, room after it. */
const BESIDE_NAME = 44;

export interface LegendEntry {
  readonly name: string;
  /** From the left edge of the legend. */
  readonly left: number;
  readonly row: number;
}

/** Names beside each other, in as many rows as they need; the only series of a chart needs no name. */
export function layLegend(
  names: readonly string[],
  width: number,
): { readonly entries: readonly LegendEntry[]; readonly rows: number } {
  if (names.length < 2) return { entries: [], rows: 0 };
  const entries: LegendEntry[] = [];
  let left = 0;
  let row = 0;
  for (const name of names) {
    const needed = Math.ceil(name.length * LETTER_WIDTH) + BESIDE_NAME;
    if (left > 0 && left + needed > width) {
      left = 0;
      row += 1;
    }
    entries.push({ name, left, row });
    left += needed;
  }
  return { entries, rows: row + 1 };
}
