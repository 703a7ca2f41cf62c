import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { bracketAround } from '../bracket.ts';
import type { EntryBrain, EntryProposal, MarketView } from '../contract.ts';
import { isFresh } from '../indicators/unbroken-series.ts';
import { chanceOfTarget } from '../probability.ts';
import { signedUnitsForNotional } from '../sizing.ts';
import type { Params } from './params.ts';
import { readingsOf } from './readings.ts';
import { createSignalFinder, type Signal } from './signal.ts';

/** A rejection is an event of one bar: a tenth of a bar later the price has moved on. */
const EXPIRES_MS = 6 * SECOND_MS;
/**
 * Log-odds of a bar that is all wick, and per average true range of trend. Each is capped so that neither alone moves
 * an even bet beyond 0.57, nor both beyond 0.62.
 */
const EVIDENCE_OF_WICK = 0.3;
const EVIDENCE_PER_TREND_ATR = 0.1;
const MAX_TREND_EVIDENCE = 0.2;

/** The spread filter: in basis points, and against the wick, which is noise of the quotes when hardly longer. */
function isSpreadNarrow(view: MarketView, wickLength: number, params: Params): boolean {
  return (
    view.spreadBps <= params.max_spread_bps &&
    view.ask - view.bid <= params.max_spread_share * wickLength
  );
}

function propose(params: Params, view: MarketView, { wick, trendAtr }: Signal): EntryProposal {
  const side = wick.end === 'low' ? 'buy' : 'sell';
  const evidence =
    EVIDENCE_OF_WICK * wick.wickShare +
    Math.min(MAX_TREND_EVIDENCE, EVIDENCE_PER_TREND_ATR * trendAtr);
  return {
    side,
    entry_probability: chanceOfTarget({ ...params, spreadBps: view.spreadBps }, evidence),
    entry_units_intent: signedUnitsForNotional(view, side, params.notional),
    thesis:
      `wick of ${(wick.wickShare * 100).toFixed(0)} % at the ${wick.end} of ${params.lookback_bars} bars, ` +
      `with a trend of ${trendAtr.toFixed(1)} average ranges`,
    ...bracketAround(view, side, params),
    expiresInMs: EXPIRES_MS,
  };
}

export function createEntry(params: Params): EntryBrain {
  const signals = createSignalFinder(params);
  let tsRestUntil: EpochMs = 0;
  return {
    onBar: (view, bar) => {
      const found = signals.find(bar);
      if (found === undefined || view.isWarmup || view.ts < tsRestUntil) return undefined;
      if (!isFresh(bar, view.ts) || !isSpreadNarrow(view, found.wick.length, params))
        return undefined;
      tsRestUntil = view.ts + params.cooldown_ms;
      return propose(params, view, found);
    },
    readings: () => readingsOf(signals.learned()),
  };
}
