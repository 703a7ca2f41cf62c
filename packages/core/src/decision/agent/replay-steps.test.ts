import { expect, it } from 'vitest';
import { vetoOf } from './replay-steps.ts';

it.each([
  ['GUARD_LOCKED', 'VETO_HALT'],
  ['GUARD_ENTRY_DISABLED', 'VETO_HALT'],
  ['AGENT_CALLED_OFF', 'VETO_HALT'],
  ['AGENT_EXIT_UNDER_WAY', 'VETO_HALT'],
  ['RISK_MAX_ORDER_NOTIONAL', 'VETO_RISK'],
  ['THROTTLE_ORDERS_PER_SECOND', 'VETO_RISK'],
  ['ENTRY_ALREADY_WORKING', 'VETO_RISK'],
])('calls %s a %s', (code, outcome) => {
  expect(vetoOf(code)).toBe(outcome);
});
