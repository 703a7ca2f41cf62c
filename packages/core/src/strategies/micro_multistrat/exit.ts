import type { ExitBrain, ExitProposal, PositionView } from '../contract.ts';
import { exitAtTargetOrTime } from '../target-or-time.ts';
import type { Params } from './params.ts';
import { createReadings, type Reading } from './reading.ts';
import { countVotes, listVoters, type Tally } from './voters.ts';

interface Poll {
  readonly reading: Reading;
  readonly tally: Tally;
}

/** The same voters who open a position also vote it out. */
function exitWhenOutvoted(
  { reading, tally }: Poll,
  position: PositionView,
  params: Params,
): ExitProposal | undefined {
  countVotes(reading, params, tally);
  const isLong = position.side === 'long';
  const against = isLong ? tally.sell : tally.buy;
  if (against < params.exit_quorum) return undefined;
  const names = listVoters(reading, params, isLong ? -1 : 1).join(', ');
  return { fraction: 1, thesis: `outvoted by ${names}, weight ${against.toFixed(1)}` };
}

/** Target and time stop on quotes, the votes on bars. */
export function createExit(params: Params): ExitBrain {
  const readings = createReadings(params);
  const poll: Poll = { reading: readings.reading, tally: { buy: 0, sell: 0 } };
  let canVote = false;
  return {
    observeBar: (_view, bar) => {
      canVote = readings.add(bar);
    },
    onQuote: (view, position) => exitAtTargetOrTime(view, position, params),
    onBar: (_view, position) => (canVote ? exitWhenOutvoted(poll, position, params) : undefined),
  };
}
