import { describe, expect, it } from 'vitest';
import { asStrategyId } from '../../kernel/ids.ts';
import type { LockLevel, StrategyControl } from '../../model/control.ts';
import type { OrderPurpose } from '../../model/order.ts';
import type { GuardFacts } from '../risk-facts.ts';
import { checkGuard } from './check-guard.ts';

const control = (entry_enabled: boolean, exit_enabled: boolean): StrategyControl => ({
  strategyId: asStrategyId('scalp_a'),
  entry_enabled,
  exit_enabled,
  memo: '',
  by: 'operator',
  tsUpdated: 1,
  eventSeq: 1,
});

const facts = (changes: Partial<GuardFacts> & { level?: LockLevel } = {}): GuardFacts => ({
  lock: { level: changes.level ?? 'none', reason: 'r', by: 'b', tsSince: 0, eventSeq: 0 },
  control: control(true, true),
  phase: 'running',
  isFlattening: false,
  hasExternal: false,
  isThrottled: false,
  ...changes,
});

const codeOf = (purpose: OrderPurpose, given: GuardFacts): string => {
  const verdict = checkGuard(purpose, given);
  return verdict.ok ? 'PASSED' : verdict.code;
};

describe('the guard', () => {
  it.each([
    ['entry', 'none', 'PASSED'],
    ['entry', 'lock', 'GUARD_LOCKED'],
    ['entry', 'freeze', 'GUARD_LOCKED'],
    ['exit', 'none', 'PASSED'],
    ['exit', 'lock', 'PASSED'],
    ['exit', 'freeze', 'GUARD_FROZEN'],
    ['safety', 'freeze', 'PASSED'],
    ['operator', 'freeze', 'PASSED'],
  ] as const)('%s under %s: %s', (purpose, level, expected) => {
    expect(codeOf(purpose, facts({ level }))).toBe(expected);
  });

  it.each([
    ['on', true, true, 'PASSED', 'PASSED'],
    ['manage-only', false, true, 'GUARD_ENTRY_DISABLED', 'PASSED'],
    ['off', false, false, 'GUARD_ENTRY_DISABLED', 'GUARD_EXIT_DISABLED'],
  ] as const)('switch %s', (_, entry, exit, entryCode, exitCode) => {
    expect(codeOf('entry', facts({ control: control(entry, exit) }))).toBe(entryCode);
    expect(codeOf('exit', facts({ control: control(entry, exit) }))).toBe(exitCode);
    expect(codeOf('safety', facts({ control: control(entry, exit) }))).toBe('PASSED');
  });

  it('treats an unknown switch as off', () => {
    expect(codeOf('entry', facts({ control: undefined }))).toBe('GUARD_CONTROL_UNKNOWN');
    expect(codeOf('exit', facts({ control: undefined }))).toBe('GUARD_CONTROL_UNKNOWN');
    expect(codeOf('operator', facts({ control: undefined }))).toBe('PASSED');
  });

  it.each([
    [{ phase: 'reconciling' }, 'GUARD_NOT_READY'],
    [{ phase: 'impaired' }, 'GUARD_NOT_READY'],
    [{ isFlattening: true }, 'GUARD_FLATTENING'],
    [{ isThrottled: true }, 'THROTTLE_STRATEGY_HELD'],
    [{ hasExternal: true }, 'RECONCILE_EXTERNAL_POSITION'],
  ] as const)('entries wait while %j, exits do not', (changes, code) => {
    expect(codeOf('entry', facts(changes))).toBe(code);
    expect(codeOf('exit', facts(changes))).toBe('PASSED');
  });
});
