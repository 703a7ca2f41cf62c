import { describe, expect, it } from 'vitest';
import { recordedOutcomeSchema } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { OUTCOME_GROUPS, OUTCOME_LOOKS, outcomesOf, shortModel } from './outcome-look.ts';

describe('how a decision ended, on screen', () => {
  it('has a colour and a word for every ending there is, no two words the same', () => {
    expect(Object.keys(OUTCOME_LOOKS).sort()).toEqual([...recordedOutcomeSchema.options].sort());
    const words = Object.values(OUTCOME_LOOKS).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  });

  it('puts each ending into exactly one group', () => {
    const all = OUTCOME_GROUPS.flatMap(outcomesOf);
    expect(all.sort()).toEqual([...recordedOutcomeSchema.options].sort());
    expect(outcomesOf('vetoes')).toEqual(['VETO_RISK', 'VETO_STALE', 'VETO_HALT']);
  });

  it('shows a failure as broken and a veto as held back, never as a hold', () => {
    for (const outcome of outcomesOf('failures'))
      expect(OUTCOME_LOOKS[outcome].tone).toBe('broken');
    for (const outcome of outcomesOf('vetoes')) expect(OUTCOME_LOOKS[outcome].tone).toBe('held');
  });

  it('leaves the maker out of a model’s name', () => {
    expect(shortModel('claude-opus-5-5')).toBe('opus-5-5');
    expect(shortModel('other')).toBe('other');
  });
});
