import { floatClose } from '../../model/column-candle.ts';
import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { createSma } from '../indicators/sma.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import { HOLE_BARS, TIMEFRAME_MS } from './minute-bar.ts';
import type { Params } from './params.ts';

/** A break that closes back beyond the middle of the bands was a false one. */
function exitWhenFalse(
  position: PositionView,
  newest: { readonly close: number; readonly middle: number },
): ExitProposal | undefined {
  const { close, middle } = newest;
  const isFalse = position.side === 'long' ? close < middle : close > middle;
  if (!isFalse) return undefined;
  const where = position.side === 'long' ? 'below' : 'above';
  return { fraction: 1, thesis: `the break was false: a close back ${where} the middle band` };
}

/** Target and time stop on quotes, the false break on bars. */
export function createExit(params: Params): ExitBrain {
  const series = createUnbrokenSeries({
    timeframeMs: TIMEFRAME_MS,
    holeBars: HOLE_BARS,
    begin: () => createSma(params.interval),
  });
  const newest = { close: Number.NaN, middle: Number.NaN };
  return {
    observeBar: (_view, bar) => {
      const sma = series(bar);
      if (sma === undefined) return;
      newest.close = floatClose(bar);
      newest.middle = sma.add(newest.close);
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitWhenFalse(position, newest),
  };
}
