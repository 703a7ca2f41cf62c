import { formatMoney } from '../../kernel/decimal.ts';
import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { EntryFacts, RiskLimits } from '../risk-facts.ts';

/** Loss since 00:00 UTC, open positions included; holds entries until the next day. */
export function checkDailyLoss(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (-facts.dayPnl < limits.maxDailyLoss) return PASSED;
  return denied('DAILY_LOSS_EXCEEDS_LIMIT', {
    dayPnl: formatMoney(facts.dayPnl),
    limit: formatMoney(limits.maxDailyLoss),
  });
}

/** Fall of equity from its peak; once tripped, only a person's unlock lets entries through again. */
export function checkDrawdown(facts: EntryFacts, limits: RiskLimits): Verdict {
  if (!facts.isBreakerTripped && facts.drawdownPct < limits.maxDrawdownPct) return PASSED;
  return denied('DRAWDOWN_BREAKER_TRIPPED', {
    drawdownPct: Math.round(facts.drawdownPct * 1_000) / 1_000,
    limitPct: limits.maxDrawdownPct,
  });
}
