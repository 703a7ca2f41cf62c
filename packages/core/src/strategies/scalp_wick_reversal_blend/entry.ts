import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { isFresh } from '../indicators/unbroken-series.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { readingsOf } from './readings.ts';
import { createRejectionFinder, type Rejection } from './rejection.ts';

/** A rejection is an event of one bar: a tenth of a bar later the price has moved on. */
const EXPIRES_MS = 6 * SECOND_MS;
/**
 * Log-odds of a full score. One bar's shape is weak evidence: at its very best it may move an even bet to 0.60,
 * and a score is never above 1.
 */
const EVIDENCE_OF_FULL_SCORE = 0.4;

function propose(params: Params, view: MarketView, { wick, score }: Rejection): EntryProposal {
  const side = wick.end === 'low' ? 'buy' : 'sell';
  const evidence = EVIDENCE_OF_FULL_SCORE * score;
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis:
      `wick of ${(wick.wickShare * 100).toFixed(0)} % at the ${wick.end} of ${params.lookback_bars} bars, ` +
      `score ${score.toFixed(2)}`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

export function createEntry(params: Params): EntryBrain {
  const rejections = createRejectionFinder(params);
  let tsRestUntil: EpochMs = 0;
  return {
    onBar: (view, bar) => {
      const found = rejections.find(bar);
      if (found === undefined || found.score < params.min_score) return undefined;
      if (view.isWarmup || view.ts < tsRestUntil || !isFresh(bar, view.ts)) return undefined;
      if (view.spreadBps > params.max_spread_bps) return undefined;
      tsRestUntil = view.ts + params.cooldown_ms;
      return propose(params, view, found);
    },
    readings: () => readingsOf(rejections.watch()),
  };
}
