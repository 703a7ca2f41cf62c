import { describe, expect, it } from 'vitest';
import { BTC, testSetup, TS } from './agent-memory.fixture.ts';
import { readAgentState, writeAgentState } from './agent-state-text.ts';
import { createAgentMemory } from './create-agent-memory.ts';

function livedThrough() {
  const agent = createAgentMemory(testSetup(), TS, undefined);
  const seat = agent.seats.get(BTC);
  seat?.gate.onQuote(100, TS + 1_000);
  seat?.gate.arm([{ kind: 'price_cross', symbol: BTC, level: 90, side: 'below' }]);
  seat?.gate.setNextCheck(60);
  agent.breaker.end({ questionId: 'q', signal: 'account', retryAfterMs: null, ts: TS });
  agent.entries.set('test', 3);
  agent.memory = [
    {
      ref: 'level',
      kind: 'level',
      symbol: BTC,
      value: 'Support at 90.',
      decisionId: 'd1',
      tsAdded: TS,
      tsExpires: TS + 60_000,
    },
  ];
  return agent;
}

describe('the stored state of the agent', () => {
  it('is the same text again after it has been read', () => {
    const text = writeAgentState(livedThrough());
    const restored = createAgentMemory(testSetup(), TS + 5_000, readAgentState(text));
    expect(writeAgentState(restored)).toBe(text);
    expect(restored.breaker.state()).toMatchObject({ position: 'open', isHard: true });
    expect(restored.seats.get(BTC)?.gate.wakeConditions).toHaveLength(1);
  });

  it.each(['', 'no JSON', '[]', '{}', '{"version":2}', '{"version":"1"}'])(
    'is left aside where this version did not write it: %j',
    (text) => {
      expect(readAgentState(text)).toBeUndefined();
    },
  );
});
