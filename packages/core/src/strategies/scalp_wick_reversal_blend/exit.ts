import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';
import { createRejectionFinder, type Rejection } from './rejection.ts';

/** The move is over once the price is rejected at the other end, too. */
function exitWhenRejected(
  position: PositionView,
  found: Rejection | undefined,
  params: Params,
): ExitProposal | undefined {
  const against = position.side === 'long' ? 'high' : 'low';
  if (found?.wick.end !== against || found.score < params.exit_score) return undefined;
  return { fraction: 1, thesis: `rejected at the ${against}, score ${found.score.toFixed(2)}` };
}

/** Target and time stop on quotes, a wick against the position on bars. */
export function createExit(params: Params): ExitBrain {
  const rejections = createRejectionFinder(params);
  let found: Rejection | undefined;
  return {
    observeBar: (_view, bar) => {
      found = rejections.find(bar);
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => exitWhenRejected(position, found, params),
  };
}
