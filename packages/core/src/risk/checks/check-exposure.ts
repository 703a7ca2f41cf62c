import { convert, formatMoney, notional, ZERO_MONEY, type Price } from '../../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { Intent } from '../../model/intent.ts';
import type { Quote } from '../../model/tick.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';

/**
 * The most a unit of an entry can be worth the moment it fills. A buy costs its limit at most; a sell's limit is the
 * least it may bring, and what it opens is valued at the ask it would be bought back at.
 */
export function exposedPriceOf(
  { side, price }: Pick<Intent, 'side' | 'price'>,
  { ask }: Pick<Quote, 'ask'>,
): Price {
  if (price === undefined) return ask;
  return side === 'buy' || price > ask ? price : ask;
}

/** Gross exposure after this order would fill whole; what is in flight or unknown already counts. */
export function checkExposure(intent: Intent, facts: EntryFacts, limits: RiskLimits): Verdict {
  const value = notional(exposedPriceOf(intent, facts), intent.qty);
  const added = facts.rate === undefined ? ZERO_MONEY : convert(value, facts.rate);
  if (facts.symbolExposure + added > limits.maxSymbolExposure) {
    return denied('EXPOSURE_SYMBOL_EXCEEDS_CAP', {
      exposure: formatMoney(facts.symbolExposure),
      order: formatMoney(added),
      cap: formatMoney(limits.maxSymbolExposure),
    });
  }
  if (facts.totalExposure + added > limits.maxTotalExposure) {
    return denied('EXPOSURE_TOTAL_EXCEEDS_CAP', {
      exposure: formatMoney(facts.totalExposure),
      order: formatMoney(added),
      cap: formatMoney(limits.maxTotalExposure),
    });
  }
  return PASSED;
}
