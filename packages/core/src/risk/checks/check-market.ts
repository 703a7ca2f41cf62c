import { formatUnits, toFloat } from '../../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { Intent } from '../../model/intent.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';
import { entryPriceOf } from './check-order-size.ts';

/** No entry on figures nobody has refreshed. */
export function checkStaleness(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (facts.isFeedLive) return PASSED;
  return denied('DATA_STALE', { ageMs: facts.feedAgeMs, limitMs: limits.staleAfterMs });
}

/** Exposure and loss of something without a price are unknown, and unknown is not within limits. */
export function checkPriced({ unpriced }: EntryFacts): Verdict {
  return unpriced === undefined ? PASSED : denied('EXPOSURE_UNPRICED', { symbol: unpriced });
}

/** The worst price of the order against the mid: stops fat fingers and empty books. */
export function checkPriceCollar(intent: Intent, facts: EntryFacts, limits: RiskLimits): Verdict {
  const at = toFloat(entryPriceOf(intent, facts));
  const mid = (toFloat(facts.bid) + toFloat(facts.ask)) / 2;
  const distanceBps = (Math.abs(at - mid) / mid) * 10_000;
  if (distanceBps <= limits.priceCollarBps) return PASSED;
  return denied('PRICE_OUTSIDE_COLLAR', {
    price: formatUnits(entryPriceOf(intent, facts)),
    distanceBps: Math.round(distanceBps * 100) / 100,
    collarBps: limits.priceCollarBps,
  });
}
