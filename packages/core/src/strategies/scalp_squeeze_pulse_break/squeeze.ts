import type { Params } from './params.ts';

/** 1 closed above the box of the squeeze, -1 below it, 0 inside. */
export type BreakDirection = 1 | -1 | 0;

type SqueezeParams = Pick<Params, 'min_squeeze_bars' | 'release_bars'>;

/** One squeeze from its first bar until it is spent: its length and the box that its bars stayed in. */
export interface Squeeze {
  /** Which way the bar closed out of the box as it stood before that bar. Call `add` after it. */
  breakOf(close: number): BreakDirection;
  /** The same bar, once the channels know it. */
  add(bar: { readonly high: number; readonly low: number }, isSqueezed: boolean): void;
  /** A squeeze breaks once. */
  spend(): void;
  /** Bars of the squeeze so far; 0 while there is none. */
  bars(): number;
}

export function createSqueeze(params: SqueezeParams): Squeeze {
  let bars = 0;
  let barsSince = 0;
  let top = Number.NEGATIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  const spend = (): void => {
    bars = 0;
    barsSince = 0;
    top = Number.NEGATIVE_INFINITY;
    bottom = Number.POSITIVE_INFINITY;
  };
  const stretch = ({ high, low }: { readonly high: number; readonly low: number }): void => {
    // The bands opened and closed again: that is another squeeze, with a box of its own.
    if (barsSince > 0) spend();
    bars += 1;
    top = Math.max(top, high);
    bottom = Math.min(bottom, low);
  };
  return {
    breakOf: (close) => {
      if (bars < params.min_squeeze_bars) return 0;
      if (close > top) return 1;
      return close < bottom ? -1 : 0;
    },
    add: (bar, isSqueezed) => {
      if (isSqueezed) stretch(bar);
      else if (bars > 0) {
        barsSince += 1;
        if (barsSince >= params.release_bars) spend();
      }
    },
    spend,
    bars: () => bars,
  };
}
