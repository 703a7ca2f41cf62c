import type { EpochMs } from '../../kernel/clock.ts';
import type { Candle } from '../../model/candle.ts';
import type { Side } from '../../model/tick.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import { createImpulseFinder, type ImpulseFinder } from './impulse.ts';
import type { Params } from './params.ts';
import { armRetest, createRetest, hasHeld, type Retest } from './retest.ts';

const EXPIRES_MS = 3_000;
/** Log-odds per ATR of the impulse, and the most that an impulse may claim. */
const EVIDENCE_PER_ATR = 0.08;
const MAX_EVIDENCE = 0.4;

interface Memory {
  readonly params: Params;
  readonly finder: ImpulseFinder;
  readonly retest: Retest;
  tsRestUntil: EpochMs;
}

function propose(memory: Memory, view: MarketView, side: Side): EntryProposal {
  const { params, retest } = memory;
  const evidence = Math.min(MAX_EVIDENCE, EVIDENCE_PER_ATR * retest.atrMultiple);
  const size = retest.atrMultiple.toFixed(1);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis: `level ${retest.level.toPrecision(7)} held its retest ${retest.barsWaited} bars after an impulse of ${size} ATR`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

/** Side of a retest that this bar has just brought to its end in our favour. */
function followRetest(memory: Memory, bar: Candle): Side | undefined {
  const { finder, retest, params } = memory;
  const step = finder.add(bar);
  if (step === 'skipped') return undefined;
  if (step === 'anew') retest.direction = 0;
  const { reading } = finder;
  const side: Side = retest.direction > 0 ? 'buy' : 'sell';
  const holds = retest.direction !== 0 && hasHeld(retest, reading, params);
  if (holds) return side;
  if (reading.direction !== 0) armRetest(retest, reading, params);
  return undefined;
}

/** A bar given out late tells of a market that is gone: it is learned from, not acted on. */
const isLate = (view: MarketView, { tsOpen, timeframeMs }: Candle): boolean =>
  view.ts - (tsOpen + timeframeMs) > timeframeMs;

function decide(memory: Memory, view: MarketView, bar: Candle): EntryProposal | undefined {
  const side = followRetest(memory, bar);
  if (side === undefined || view.isWarmup || view.ts < memory.tsRestUntil) return undefined;
  const { params } = memory;
  if (view.spreadBps > params.max_spread_bps || isLate(view, bar)) return undefined;
  memory.tsRestUntil = view.ts + params.cooldown_ms;
  return propose(memory, view, side);
}

export function createEntry(params: Params): EntryBrain {
  const memory: Memory = {
    params,
    finder: createImpulseFinder(params),
    retest: createRetest(),
    tsRestUntil: 0,
  };
  return { onBar: (view, bar) => decide(memory, view, bar) };
}
