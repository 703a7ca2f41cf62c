import { describe, expect, it } from 'vitest';
import type { StoredAuditEntry } from '../../ports/memory.ts';
import { AuditTail } from './audit-tail.ts';

function tailOf(entry: Pick<StoredAuditEntry, 'action' | 'request'>, outcome = 'accepted'): string {
  const stored = { id: 7, hash: '', ts: 1, actor: 'op', via: 'console', eventSeq: 9, ...entry };
  const tail = new AuditTail({ listAudit: () => [{ ...stored, outcome }] });
  return tail.rows.map(({ text }) => text).join('\n');
}

describe('the audit tail', () => {
  it.each<[string, object, string]>([
    ['Lock', { level: 'lock', reason: 'emergency lock' }, 'emergency lock'],
    ['Lock', { level: 'freeze', reason: 'odd' }, 'freeze: odd'],
    ['Unlock', { reason: 'all well' }, 'all well'],
    [
      'SetStrategyControl',
      { strategyId: 'scalp_ping_5s', entry_enabled: false, exit_enabled: true, memo: 'watch' },
      'scalp_ping_5s entry off, exit on, memo: watch',
    ],
    ['SetStrategyControl', { strategyId: 's', exit_enabled: false }, 's exit off'],
    ['ClosePosition', { positionId: '5-1', qty: '0.5' }, '5-1 qty 0.5'],
    ['ClosePosition', { positionId: '5-1' }, '5-1 all of it'],
    ['MoveStop', { positionId: '5-1', stopPrice: '99.5' }, '5-1 to 99.5'],
    ['CancelOrder', { clientOrderId: 'q-1' }, 'q-1'],
    ['Flatten', { lockFirst: true, reason: 'going home' }, 'lock first: going home'],
  ])('says of %s %o what it was about', (action, request, told) => {
    const text = tailOf({ action, request: JSON.stringify(request) });
    expect(text).toBe(`op via console → accepted: ${told}`);
  });

  it('shows a refusal with its numbers and what was asked for', () => {
    const request = JSON.stringify({ positionId: '5-1' });
    const refused = 'CLOSE_IN_FLIGHT clientOrderId=7-1';
    expect(tailOf({ action: 'ClosePosition', request }, refused)).toBe(
      `op via console → ${refused}: 5-1 all of it`,
    );
  });

  it('shows an entry whose request cannot be read without it', () => {
    expect(tailOf({ action: 'Lock', request: '{' })).toBe('op via console → accepted');
    expect(tailOf({ action: 'Lock', request: '3' })).toBe('op via console → accepted');
  });
});
