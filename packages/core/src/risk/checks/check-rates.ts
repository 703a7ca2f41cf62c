import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';

export function checkOpenOrders(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (facts.workingOrders < limits.maxOpenOrders) return PASSED;
  return denied('ORDERS_OPEN_EXCEED_LIMIT', {
    open: facts.workingOrders,
    limit: limits.maxOpenOrders,
  });
}

/** Entries only: a burst of exits must never be slowed down by ourselves. */
export function checkOrderRate(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (facts.ordersLastSecond < limits.maxOrdersPerSecond) return PASSED;
  return denied('RATE_ORDERS_PER_SECOND_EXCEED_LIMIT', {
    sent: facts.ordersLastSecond,
    limit: limits.maxOrdersPerSecond,
  });
}

/** The same entry again and again is a defect of the strategy, not an opinion (RTS 6, article 15(3)). */
export function checkRepeatedEntries(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (facts.recentEntries < limits.repeatedEntriesLimit) return PASSED;
  return denied('THROTTLE_REPEATED_ENTRIES', {
    entries: facts.recentEntries,
    limit: limits.repeatedEntriesLimit,
    windowMs: limits.repeatedEntriesWindowMs,
  });
}
