import { expect, it } from 'vitest';
import { recordOf } from './record.fixture.ts';
import { sumTokens } from './sum-tokens.ts';

it('adds up what each attempt was billed, thinking being part of the answer', () => {
  const [attempt] = recordOf().attempts;
  const usage = {
    inputTokens: 100,
    outputTokens: 40,
    thinkingTokens: 30,
    cacheRead: 300,
    cacheWrite5m: 50,
    cacheWrite1h: 50,
  };
  const attempts = attempt ? [attempt, { ...attempt, usage }, { ...attempt, usage }] : [];
  expect(sumTokens(attempts)).toEqual({ prompt: 1_000, output: 80, cachedShare: 0.6 });
  expect(sumTokens([])).toEqual({ prompt: 0, output: 0, cachedShare: null });
});
