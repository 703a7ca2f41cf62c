import { floatClose } from '../../model/column-candle.ts';
import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { createRsi, type Rsi } from '../indicators/rsi.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import { createBarFilter } from './finest-bars.ts';
import type { Params } from './params.ts';

/** The move the divergence promised has happened once the RSI stands at the other extreme. */
function exitWhenSpent(
  position: PositionView,
  rsi: number,
  params: Params,
): ExitProposal | undefined {
  const reached = position.side === 'long' ? rsi : 100 - rsi;
  if (!(reached >= params.rsi_exit)) return undefined;
  return { fraction: 1, thesis: `the turn is spent, RSI ${rsi.toFixed(0)}` };
}

/** Target and time stop on quotes, the spent move on bars. */
export function createExit(params: Params): ExitBrain {
  const counts = createBarFilter(params.bars);
  const byTimeframe = new Map<number, Rsi>();
  let rsiNow = Number.NaN;
  return {
    observeBar: (_view, bar) => {
      if (!counts(bar)) return;
      const rsi = byTimeframe.get(bar.timeframeMs) ?? createRsi(params.rsi_interval);
      byTimeframe.set(bar.timeframeMs, rsi);
      rsiNow = rsi.add(floatClose(bar));
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitWhenSpent(position, rsiNow, params),
  };
}
