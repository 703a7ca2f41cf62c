import { convert, formatMoney, notional, ZERO_MONEY } from '../../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { Intent } from '../../model/intent.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';
import { entryPriceOf } from './check-order-size.ts';

/** Gross exposure after this order would fill whole; what is in flight or unknown already counts. */
export function checkExposure(intent: Intent, facts: EntryFacts, limits: RiskLimits): Verdict {
  const value = notional(entryPriceOf(intent, facts), intent.qty);
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
