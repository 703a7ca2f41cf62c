import { describe, expect, it } from 'vitest';
import { agentStatusSchema } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { causeText, positionText } from './breaker-text.ts';

const { cause } = agentStatusSchema.shape.breaker.shape;
const breaker = { cause: null, tsProbe: null, transientInRow: 0, isHard: false };

describe('the breaker in words', () => {
  it('has a sentence for every cause', () => {
    const causes = cause.unwrap().options.map(causeText);
    expect(new Set(causes).size).toBe(causes.length);
    expect(causeText(null)).toBe('no cause is known');
  });

  it('says when only a person can close it', () => {
    const hard = { ...breaker, position: 'open', isHard: true } as const;
    expect(positionText(hard)).toContain('until a person closes it');
    expect(positionText({ ...hard, isHard: false })).toBe('No question goes out.');
    expect(positionText({ ...hard, position: 'closed' })).toBe('It holds nothing back.');
  });
});
