import type { BarColumns } from '@quarterdeck/core/model/columns';

/** First row whose stamp is `ts` or later; stamps rise. */
function lowerBound(stamps: Float64Array, length: number, ts: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stamps[middle] ?? 0) < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bars that start at `from` or later and before `to`; views, nothing is copied. */
export function sliceBars(block: BarColumns, from: number, to: number): BarColumns {
  const first = lowerBound(block.tsOpen, block.length, from);
  const end = lowerBound(block.tsOpen, block.length, to);
  const cut = (column: Float64Array) => column.subarray(first, end);
  return {
    ...block,
    length: end - first,
    tsOpen: cut(block.tsOpen),
    open: cut(block.open),
    high: cut(block.high),
    low: cut(block.low),
    close: cut(block.close),
    volume: cut(block.volume),
  };
}

/** A block of its own: it stays valid. */
export function copyBars(block: BarColumns): BarColumns {
  const copy = (column: Float64Array) => column.slice(0, block.length);
  return {
    ...block,
    tsOpen: copy(block.tsOpen),
    open: copy(block.open),
    high: copy(block.high),
    low: copy(block.low),
    close: copy(block.close),
    volume: copy(block.volume),
  };
}
