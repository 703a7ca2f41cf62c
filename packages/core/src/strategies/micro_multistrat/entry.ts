import type { EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import type { Side } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { createReadings, type Readings } from './reading.ts';
import { countVotes, listVoters, type Tally } from './voters.ts';

const EXPIRES_MS = 5_000;
/** Log-odds per vote of weight 1 that is not outvoted, and the most that any majority may claim. */
const EVIDENCE_PER_VOTE = 0.1;
const MAX_EVIDENCE = 0.4;

interface Memory {
  readonly params: Params;
  readonly readings: Readings;
  readonly tally: Tally;
  tsRestUntil: EpochMs;
}

/** The side with a quorum whose opponents do not weigh too much. */
function decideSide({ buy, sell }: Tally, { quorum, max_dissent }: Params): Side | undefined {
  if (buy >= quorum && sell <= max_dissent) return 'buy';
  return sell >= quorum && buy <= max_dissent ? 'sell' : undefined;
}

function propose(memory: Memory, view: MarketView, side: Side): EntryProposal {
  const { params, tally } = memory;
  const { reading } = memory.readings;
  const [votes, dissent] = side === 'buy' ? [tally.buy, tally.sell] : [tally.sell, tally.buy];
  const names = listVoters(reading, params, side === 'buy' ? 1 : -1);
  const evidence = Math.min(MAX_EVIDENCE, EVIDENCE_PER_VOTE * Math.max(0, votes - dissent));
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `${names.join(', ')} vote ${side}, weight ${votes.toFixed(1)} against ${dissent.toFixed(1)}`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

/** A bar given out late tells of a market that is gone: it is learned from, not acted on. */
const isLate = (view: MarketView, { tsOpen, timeframeMs }: Candle): boolean =>
  view.ts - (tsOpen + timeframeMs) > timeframeMs;

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const { params, readings, tally } = memory;
  if (!readings.add(bar) || view.isWarmup || view.ts < memory.tsRestUntil) return undefined;
  if (view.spreadBps > params.max_spread_bps || isLate(view, bar)) return undefined;
  countVotes(readings.reading, params, tally);
  const side = decideSide(tally, params);
  if (side === undefined) return undefined;
  memory.tsRestUntil = view.ts + params.cooldown_ms;
  return propose(memory, view, side);
}

export function createEntry(params: Params): EntryBrain {
  const memory: Memory = {
    params,
    readings: createReadings(params),
    tally: { buy: 0, sell: 0 },
    tsRestUntil: 0,
  };
  return { onBar: (view, bar) => decide(memory, view, bar) };
}
