import { expect, it } from 'vitest';
import { agentDecisionConfigSchema, type AgentDecisionConfig } from './decision.schema.ts';

it('has a default for every key', () => {
  const config: AgentDecisionConfig = agentDecisionConfigSchema.parse({});
  expect(config.terms.may_short).toBe(false);
  expect(config.pre_send.max_snapshot_age_ms).toEqual({
    '1h': 130_000,
    '4h': 150_000,
    '1d': 180_000,
  });
  expect(config.memory.max_chars).toBe(500);
  expect(config.rules.max_size_fraction).toBe(0.5);
});

it('keeps the defaults beside the one key that is set', () => {
  const config = agentDecisionConfigSchema.parse({ pre_send: { max_drift_bps: 10 } });
  expect(config.pre_send).toMatchObject({ max_drift_bps: 10, max_spread_bps: 20 });
});

it.each([
  { terms: { leverage: 3 } },
  { pre_send: { max_reasks: 2 } },
  { memory: { max_chars: 501 } },
  { rules: { enter_score: 0.1, leave_score: 0.2 } },
])('refuses %j', (config) => {
  expect(agentDecisionConfigSchema.safeParse(config).success).toBe(false);
});
