import { describe, expect, it } from 'vitest';
import { formatMoney } from '../../kernel/decimal.ts';
import type { Usage } from '../../model/agent/model-call.ts';
import { costOf, costOfAttempts } from './cost-of.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const usage = (over: Partial<Usage>): Usage => ({
  inputTokens: 0,
  outputTokens: 0,
  thinkingTokens: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  ...over,
});
function usd(over: Partial<Usage>, model: string, { ts = NOW, tier = 'standard' as const } = {}) {
  const cost = costOf(usage(over), { model, ts }, { tier });
  return cost.ok ? formatMoney(cost.value.total) : cost.code;
}

describe('cost of a call', () => {
  it('prices input, output, reads and both writes apart, exactly', () => {
    const cost = costOf(
      usage({ inputTokens: 3_500, outputTokens: 1_200, thinkingTokens: 900, cacheRead: 3_000 }),
      { model: 'claude-opus-5-5', ts: NOW },
    );
    expect(cost.ok && formatMoney(cost.value.total)).toBe('0.0386');
    expect(usd({ cacheWrite5m: 1 }, 'claude-haiku-5-5')).toBe('0.000000125');
    expect(usd({ cacheWrite1h: 1_000_000 }, 'claude-opus-5-5')).toBe('8');
  });

  it('uses the price of the day the request left', () => {
    const read = { cacheRead: 1_000_000 };
    const before = Date.parse('2026-10-06T23:59:59Z');
    expect(usd(read, 'claude-sonnet-5-5', { ts: before })).toBe('0.2');
    expect(usd(read, 'claude-sonnet-5-5')).toBe('0.1');
    expect(usd(read, 'claude-opus-5-5', { ts: 0 })).toBe('PRICE_BEFORE_FIRST_VERSION');
  });

  it('takes the second price above 100,000 tokens of prompt', () => {
    expect(usd({ inputTokens: 100_000 }, 'claude-haiku-5-5')).toBe('0.01');
    expect(usd({ inputTokens: 90_000, cacheRead: 10_001 }, 'claude-haiku-5-5')).toBe('0.04550005');
  });

  it('halves everything through a batch', () => {
    const cost = costOf(
      usage({ outputTokens: 1 }),
      { model: 'claude-haiku-5-5', ts: NOW },
      { tier: 'batch' },
    );
    expect(cost.ok && formatMoney(cost.value.total)).toBe('0.00000025');
  });

  it('refuses what it cannot price instead of calling it free', () => {
    expect(usd({ inputTokens: 1 }, 'claude-fable-5-2')).toBe('PRICE_UNKNOWN_MODEL');
    expect(usd({ cacheWrite5m: 1 }, 'claude-opus-5')).toBe('PRICE_UNKNOWN_PART');
    expect(usd({ inputTokens: -1 }, 'claude-opus-5-5')).toBe('COST_BAD_USAGE');
    expect(usd({ inputTokens: 1 }, 'claude-opus-5-5-20260922')).toBe('0.000004');
  });

  it('tells whole bills from half-seen ones', () => {
    const base = {
      model: 'claude-opus-5-5',
      requestId: null,
      tsSent: NOW,
      tsEnded: NOW,
      detail: '',
    };
    const billed = usage({ inputTokens: 1_000_000 });
    const cost = costOfAttempts([
      { ...base, attempt: 1, usage: billed, status: 200, end: 'message', failure: 'sizing' },
      { ...base, attempt: 2, usage: billed, status: 200, end: 'failure', failure: 'transient' },
      { ...base, attempt: 3, usage: null, status: 529, end: 'failure', failure: 'transient' },
      { ...base, attempt: 4, usage: usage({}), status: null, end: 'failure', failure: 'transient' },
    ]);
    expect(
      cost.ok && [formatMoney(cost.value.certain), formatMoney(cost.value.seen)],
    ).toStrictEqual(['4', '4']);
    expect(cost.ok && cost.value.unbilled).toBe(1);
  });
});
