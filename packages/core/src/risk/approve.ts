import { formatUnits, type Qty } from '../kernel/decimal.ts';
import { denied, PASSED, type Refusal, type Verdict } from '../kernel/verdict.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import type { Intent } from '../model/intent.ts';
import { checkDailyLoss, checkDrawdown } from './checks/check-losses.ts';
import { checkExposure } from './checks/check-exposure.ts';
import { checkOpenOrders, checkOrderRate, checkRepeatedEntries } from './checks/check-rates.ts';
import { checkOrderSize } from './checks/check-order-size.ts';
import { checkPriceCollar, checkPriced, checkStaleness } from './checks/check-market.ts';
import { checkGuard } from './guard/check-guard.ts';
import type { EntryFacts, GuardFacts, RiskLimits } from './risk-facts.ts';

export type Approval = { readonly ok: true; readonly intent: ApprovedIntent } | Refusal;

const approved = (intent: Intent): Approval => ({ ok: true, intent: intent as ApprovedIntent });

/** Cheap and decisive checks first; the first refusal is the answer. */
const ENTRY_CHECKS: readonly ((
  intent: Intent,
  facts: EntryFacts,
  limits: RiskLimits,
) => Verdict)[] = [
  (intent, facts) => checkGuard(intent.purpose, facts),
  (intent, facts) => checkExpiry(intent, facts.now),
  (_, facts, limits) => checkStaleness(facts, limits),
  (_, facts) => checkPriced(facts),
  (_, facts, limits) => checkDailyLoss(facts, limits),
  (_, facts, limits) => checkDrawdown(facts, limits),
  checkOrderSize,
  checkPriceCollar,
  checkExposure,
  (_, facts, limits) => checkOpenOrders(facts, limits),
  (_, facts, limits) => checkOrderRate(facts, limits),
  (_, facts, limits) => checkRepeatedEntries(facts, limits),
];

export function approveEntry(intent: Intent, facts: EntryFacts, limits: RiskLimits): Approval {
  for (const check of ENTRY_CHECKS) {
    const verdict = check(intent, facts, limits);
    if (!verdict.ok) return verdict;
  }
  return approved(intent);
}

/** A closing order can only reduce, `closableQty` at most: what is open and not being closed already; no limit on size, rate or loss may hold it back. */
export function approveExit(intent: Intent, facts: GuardFacts, closableQty: Qty): Approval {
  const guard = checkGuard(intent.purpose, facts);
  if (!guard.ok) return guard;
  if (intent.qty <= 0n || intent.qty > closableQty) {
    return denied('EXIT_EXCEEDS_POSITION', {
      qty: formatUnits(intent.qty),
      closable: formatUnits(closableQty),
    });
  }
  return approved(intent);
}

function checkExpiry(intent: Intent, now: number): Verdict {
  if (now <= intent.tsExpires) return PASSED;
  return denied('INTENT_EXPIRED', { expiredMsAgo: now - intent.tsExpires });
}
