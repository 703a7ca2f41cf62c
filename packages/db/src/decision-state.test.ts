import { expect, test } from 'vitest';
import type { AgentPart } from '@quarterdeck/core/model/agent/agent-part';
import { createMetaStore } from './meta-store.ts';
import { openTestMemory } from './testing/open-test-memory.ts';

const told = (parts: readonly AgentPart[], isWhole = false) =>
  ({ type: 'RecordAgentState', parts, isWhole, ts: 1 }) as const;

const partsOf = (agentState: string | undefined): unknown =>
  agentState === undefined ? undefined : JSON.parse(agentState);

test('parts are written over one by one, and one that is gone is not read again', () => {
  const memory = openTestMemory();
  expect(memory.restoredState().agentState).toBeUndefined();
  const first = [
    { name: 'breaker', text: '{"position":"closed"}' },
    { name: 'question BTC/USDT', text: '{"questionId":"btc-1"}' },
  ];
  memory.write([told(first, true)], 1);
  const later = [
    { name: 'question BTC/USDT', text: null },
    { name: 'memory', text: '["a \\"note\\""]' },
  ];
  memory.write([told(later), told([{ name: 'breaker', text: '{"position":"open"}' }])], 2);
  expect(partsOf(memory.restoredState().agentState)).toEqual({
    version: 2,
    parts: { breaker: { position: 'open' }, memory: ['a "note"'] },
  });
});

test('a whole state leaves nothing of what was there, the one text of before included', () => {
  const memory = openTestMemory();
  const meta = createMetaStore(memory.database);
  meta.set('agent_state', '{"version":1}');
  expect(memory.restoredState().agentState).toBe('{"version":1}');
  memory.write([told([{ name: 'entries', text: '[]' }], true)], 1);
  memory.write([told([{ name: 'lessons', text: '[]' }], true)], 2);
  expect(meta.get('agent_state')).toBeUndefined();
  expect(partsOf(memory.restoredState().agentState)).toMatchObject({ parts: { lessons: [] } });
  expect(partsOf(memory.restoredState().agentState)).not.toHaveProperty('parts.entries');
});

test('a batch that fails leaves every part as it was', () => {
  const memory = openTestMemory();
  memory.write([told([{ name: 'entries', text: '[1]' }], true)], 1);
  const broken = { type: 'RecordDecisionResult', decisionId: 'nobody', ts: 1 } as const;
  const result = { kind: 'no such kind' };
  const records = [told([{ name: 'entries', text: '[2]' }], true), { ...broken, result }];
  expect(() => memory.write(records, 2)).toThrow();
  expect(partsOf(memory.restoredState().agentState)).toMatchObject({ parts: { entries: [1] } });
});
