import { RingBuffer } from '../../kernel/ring-buffer.ts';

/** Kaufman's efficiency ratio: way made over way walked, 0 (chop) to 1 (straight); NaN while young. */
export interface Efficiency {
  add(close: number): number;
}

export function createEfficiency(interval: number): Efficiency {
  const closes = new RingBuffer<number>(interval + 1);
  let walked = 0;
  return {
    add: (close) => {
      walked += Math.abs(close - (closes.at(-1) ?? close));
      if (closes.size > interval) {
        const [leaving, next] = [closes.at(0) ?? close, closes.at(1) ?? close];
        walked -= Math.abs(next - leaving);
      }
      closes.push(close);
      if (closes.size <= interval) return Number.NaN;
      const made = Math.abs(close - (closes.at(0) ?? close));
      // The running sum may end a rounding error below what was made, or below zero.
      return made > 0 ? Math.min(1, made / Math.max(walked, made)) : 0;
    },
  };
}
