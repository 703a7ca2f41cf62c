import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import { createBandReader, type Reading } from './band.ts';
import type { Params } from './params.ts';

/** The way back is made at the average; it will not be made where the market has begun to trend against it. */
function exitAtMean(
  position: PositionView,
  reading: Reading | undefined,
  params: Params,
): ExitProposal | undefined {
  if (reading === undefined) return undefined;
  const stretch = position.side === 'long' ? reading.stretch : -reading.stretch;
  if (stretch >= 0) return { fraction: 1, thesis: 'back at its average' };
  const isTrending = reading.efficiency > params.max_efficiency && position.gainBps < 0;
  if (!isTrending) return undefined;
  const efficiency = reading.efficiency.toFixed(2);
  return { fraction: 1, thesis: `the market trends against it, efficiency ${efficiency}` };
}

/** Target and time stop on quotes, the average and a trend on bars. */
export function createExit(params: Params): ExitBrain {
  const read = createBandReader(params);
  let reading: Reading | undefined;
  return {
    observeBar: (_view, bar) => {
      reading = read(bar);
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitAtMean(position, reading, params),
  };
}
