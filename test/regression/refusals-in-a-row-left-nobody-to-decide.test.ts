import { expect, it } from 'vitest';
import { AgentWorld, replyWith } from '../support/agent-world.ts';

it('a model that refuses again and again leaves the look to the rules, with the breaker closed', () => {
  const world = new AgentWorld();
  world.answer = (ask, tsWall) => {
    const { attempts, result } = replyWith('', ask, tsWall);
    return { attempts, result: { ...result, stopReason: 'refusal' } as typeof result };
  };
  world.wander(300);
  const outcomes = world.outcomes();
  expect(outcomes[0]).toBe('FAIL_REFUSED');
  expect(outcomes[1]).toBe('FAIL_REFUSED');
  expect(outcomes[2]).toMatch(/^FALLBACK_|^VETO_/);
  expect(world.decisions()[2]?.gate.numbers.rulesBecause).toBe('AGENT_UNANSWERED');
  expect(world.harness.desk.agent?.status()?.breaker.position).toBe('closed');
});
