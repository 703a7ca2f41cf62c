import { describe, expect, it } from 'vitest';
import { decisionFilterSchema } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { FIRST_CHOICE, toFilter, withEveryOutcome, type ListChoice } from './list-filter.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const filterOf = (changes: Partial<ListChoice>) => toFilter({ ...FIRST_CHOICE, ...changes }, NOW);

describe('the choice of decisions', () => {
  it('begins with the last day and leaves out what was not chosen', () => {
    expect(filterOf({})).toEqual({ fromTs: NOW - 86_400_000 });
    expect(filterOf({ range: 'all' })).toEqual({});
  });

  it('names the endings of a group, or the one ending chosen', () => {
    expect(filterOf({ range: 'all', group: 'vetoes' }).outcomes).toHaveLength(3);
    expect(filterOf({ group: 'vetoes', outcome: 'VETO_RISK' }).outcomes).toEqual(['VETO_RISK']);
  });

  it('is always one the engine takes', () => {
    for (const group of ['all', 'model', 'rules', 'failures', 'vetoes'] as const) {
      const filter = filterOf({ group, symbol: 'BTC/USDT', actor: 'rules', range: 'week' });
      expect(decisionFilterSchema.safeParse(filter).success).toBe(true);
    }
  });

  it('counts every ending of the same symbol, actor and time', () => {
    const choice = {
      ...FIRST_CHOICE,
      group: 'model',
      outcome: 'MODEL_BUY',
      symbol: 'A/B',
    } as const;
    expect(withEveryOutcome(choice)).toEqual({ ...FIRST_CHOICE, symbol: 'A/B' });
  });
});
