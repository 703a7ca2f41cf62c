import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { Findings } from '../findings.ts';
import { ExposureAudit } from '../limits/exposure-audit.ts';
import { LossAudit } from '../limits/loss-audit.ts';
import type { DrillOptions } from '../limits/open-drill.ts';
import { OrderFacts } from '../limits/order-facts.ts';
import { RateAudit } from '../limits/rate-audit.ts';

type Watching = Required<Pick<DrillOptions, 'facts' | 'watches' | 'listen'>>;

/** Looks at all limits of a desk: after every event, and at every entry that the venue is sent. */
export function auditLimits(
  findings: Findings,
  { risk, startingBalance }: DeskOptions,
  now: () => number,
): Watching {
  const facts = new OrderFacts();
  const exposure = new ExposureAudit(findings, facts, {
    symbol: money(risk.max_symbol_exposure),
    total: money(risk.max_total_exposure),
  });
  const losses = new LossAudit(findings, {
    startingBalance,
    maxDailyLoss: money(risk.max_daily_loss),
    maxDrawdownPct: risk.max_drawdown_pct,
  });
  const rate = new RateAudit(findings, {
    facts,
    limits: {
      perSecond: risk.max_orders_per_second,
      repeated: risk.repeated_entries_limit,
      windowMs: risk.repeated_entries_window_ms,
    },
    now,
  });
  return {
    facts,
    watches: [exposure, losses, rate],
    listen: [(entries) => exposure.listen(entries), (entries) => rate.listen(entries)],
  };
}
