import { denied, PASSED, type Verdict } from '../../kernel/verdict.ts';
import type { OrderPurpose } from '../../model/order.ts';
import type { GuardFacts } from '../risk-facts.ts';

/**
 * The person's switches. Read when an intent is approved and again at the moment of sending.
 * Safety and operator orders only reduce, so nothing here ever stops them.
 */
export function checkGuard(purpose: OrderPurpose, facts: GuardFacts): Verdict {
  switch (purpose) {
    case 'entry':
      return checkEntry(facts);
    case 'exit':
      return checkExit(facts);
    case 'safety':
    case 'operator':
      return PASSED;
  }
}

function checkEntry(facts: GuardFacts): Verdict {
  const { lock, control } = facts;
  if (lock.level !== 'none') {
    return denied('GUARD_LOCKED', { level: lock.level, by: lock.by, reason: lock.reason });
  }
  if (control === undefined) return denied('GUARD_CONTROL_UNKNOWN');
  if (!control.entry_enabled) {
    return denied('GUARD_ENTRY_DISABLED', { by: control.by, since: control.tsUpdated });
  }
  if (facts.phase !== 'running') return denied('GUARD_NOT_READY', { phase: facts.phase });
  if (facts.isFlattening) return denied('GUARD_FLATTENING');
  if (facts.isThrottled) return denied('THROTTLE_STRATEGY_HELD');
  if (facts.hasExternal) return denied('RECONCILE_EXTERNAL_POSITION');
  return PASSED;
}

function checkExit({ lock, control }: GuardFacts): Verdict {
  if (lock.level === 'freeze') {
    return denied('GUARD_FROZEN', { by: lock.by, reason: lock.reason });
  }
  if (control === undefined) return denied('GUARD_CONTROL_UNKNOWN');
  if (!control.exit_enabled) return denied('GUARD_EXIT_DISABLED', { by: control.by });
  return PASSED;
}
