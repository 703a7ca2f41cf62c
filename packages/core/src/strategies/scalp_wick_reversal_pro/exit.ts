import { MINUTE_MS } from '../../kernel/clock.ts';
import { floatClose } from '../../model/column-candle.ts';
import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { createUnbrokenSeries } from '../indicators/unbroken-series.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';
import { createTrend } from './trend.ts';

/** The trade leans on the trend: once the averages stand the other way round, its reason is gone. */
function exitWhenTurned(position: PositionView, lead: number): ExitProposal | undefined {
  const inFavour = position.side === 'long' ? lead : -lead;
  if (!(inFavour < 0)) return undefined;
  return { fraction: 1, thesis: 'the trend it leaned on has turned' };
}

/** Target and time stop on quotes, the turned trend on bars. */
export function createExit(params: Params): ExitBrain {
  const series = createUnbrokenSeries({
    timeframeMs: MINUTE_MS,
    holeBars: params.trend_slow,
    begin: () => createTrend(params),
  });
  let lead = Number.NaN;
  return {
    observeBar: (_view, bar) => {
      const trend = series(bar);
      if (trend === undefined) return;
      trend.add(floatClose(bar));
      lead = trend.lead();
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitWhenTurned(position, lead),
  };
}
