import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { floatClose } from '../../model/column-candle.ts';
import { createEma } from '../indicators/ema.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import { HOLE_BARS, TIMEFRAME_MS } from './minute-bar.ts';
import type { Params } from './params.ts';

/** A pullback that closes beyond the slow average was none: the trend it rested in is over. */
function exitWhenBroken(
  position: PositionView,
  newest: { readonly close: number; readonly average: number },
  params: Params,
): ExitProposal | undefined {
  const { close, average } = newest;
  const isBroken = position.side === 'long' ? close < average : close > average;
  if (!isBroken) return undefined;
  const where = position.side === 'long' ? 'below' : 'above';
  return {
    fraction: 1,
    thesis: `the trend broke: a close ${where} its ${params.slow_ema}-bar average`,
  };
}

/** Target and time stop on quotes, the broken trend on bars. */
export function createExit(params: Params): ExitBrain {
  const series = createUnbrokenSeries({
    timeframeMs: TIMEFRAME_MS,
    holeBars: HOLE_BARS,
    begin: () => createEma(params.slow_ema),
  });
  const newest = { close: Number.NaN, average: Number.NaN };
  return {
    observeBar: (_view, bar) => {
      const ema = series(bar);
      if (ema === undefined) return;
      newest.close = floatClose(bar);
      const average = ema.add(newest.close);
      newest.average = ema.isStable() ? average : Number.NaN;
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitWhenBroken(position, newest, params),
  };
}
