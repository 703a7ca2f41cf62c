import { expect, it } from 'vitest';
import { labelOf, type EvidenceFacts } from './judge-evidence.ts';

const facts = (changes: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  choice: { kind: 'api', model: undefined },
  isGenerated: false,
  tsFrom: Date.UTC(2026, 8, 1),
  models: ['claude-opus-5-5', 'claude-haiku-5-5-20261007'],
  ...changes,
});

it('takes a recorded market behind the end of all models’ knowledge as evidence', () => {
  expect(labelOf(facts())).toEqual({ label: 'evidence', labelReason: '' });
});

it.each([
  ['EVIDENCE_BEFORE_CUTOFF', { tsFrom: Date.UTC(2026, 5, 30) }],
  ['EVIDENCE_CUTOFF_UNKNOWN', { models: ['claude-opus-5-5', 'claude-fable-5-1'] }],
  ['EVIDENCE_GENERATED_MARKET', { isGenerated: true }],
  ['EVIDENCE_SCRIPTED', { choice: { kind: 'scripted', name: 'random', seed: 1 } }],
] as const)('calls a run a smoke test for %s', (code, changes) => {
  const label = labelOf(facts(changes));
  expect(label.label).toBe('smoke test');
  expect(label.labelReason).toContain(code);
});
