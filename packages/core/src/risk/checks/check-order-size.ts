import { convert, formatMoney, formatUnits, notional, type Price } from '../../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { Intent } from '../../model/intent.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';

/** Venue minimums first, then our own largest order, in account currency. */
export function checkOrderSize(intent: Intent, facts: EntryFacts, limits: RiskLimits): Verdict {
  const { instrument, rate } = facts;
  if (intent.qty < instrument.minQty) {
    return denied('ORDER_BELOW_MIN_QTY', {
      qty: formatUnits(intent.qty),
      minQty: formatUnits(instrument.minQty),
    });
  }
  const value = notional(entryPriceOf(intent, facts), intent.qty);
  if (value < instrument.minNotional) {
    return denied('ORDER_BELOW_MIN_NOTIONAL', {
      notional: formatMoney(value),
      minNotional: formatMoney(instrument.minNotional),
    });
  }
  if (rate === undefined) return denied('RATE_UNKNOWN', { quote: instrument.quote });
  const accountValue = convert(value, rate);
  if (accountValue > limits.maxOrderNotional) {
    return denied('ORDER_NOTIONAL_EXCEEDS_LIMIT', {
      notional: formatMoney(accountValue),
      limit: formatMoney(limits.maxOrderNotional),
    });
  }
  return PASSED;
}

/** The worst price the order may trade at: its limit, or the touch. */
export const entryPriceOf = (intent: Intent, facts: EntryFacts): Price =>
  intent.price ?? (intent.side === 'buy' ? facts.ask : facts.bid);
