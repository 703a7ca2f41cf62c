import { describe, expect, it } from 'vitest';
import { agentDecisionConfigSchema } from '@quarterdeck/core/contract/agent/config/decision.schema';
import { buildSnapshot } from '@quarterdeck/core/decision/agent/build-snapshot';
import { snapshotInput, TS } from '@quarterdeck/core/decision/agent/snapshot.fixture';
import { readSnapshot } from '../../../apps/web/src/features/decisions/detail/snapshot-figures.ts';

describe('the console reads the text the agent was shown', () => {
  it('and finds every figure evidence may name, single bars included, with its value', () => {
    const built = buildSnapshot(snapshotInput(), agentDecisionConfigSchema.parse({}).snapshot);
    if (!built.ok) throw new Error(built.code);
    const { figures, text } = built.value;
    const seen = readSnapshot(text);
    expect(figures.size).toBeGreaterThan(15);
    for (const { id, value, tsSource } of figures.values()) {
      const figure = seen.find(id);
      expect(figure?.value, id).toBeCloseTo(value, 4);
      // A bar further back carries the age of its frame.
      if (!/bar[1-9]/.test(id)) expect(figure?.ageS, id).toBeCloseTo((TS - tsSource) / 1_000, 0);
    }
  });
});
