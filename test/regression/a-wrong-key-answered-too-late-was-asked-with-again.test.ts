import { expect, it } from 'vitest';
import { AgentWorld } from '../support/agent-world.ts';

it('a key that is refused after the desk gave the question up still opens the breaker for good', () => {
  const world = new AgentWorld();
  // On a tape at full speed the desk's own deadline passes before any answer.
  world.answer = () => undefined;
  world.wander(300);
  const [first] = world.asks();
  world.harness.tell({
    type: 'ModelAnswered',
    questionId: first?.questionId ?? '',
    attempts: [],
    result: {
      kind: 'failure',
      failure: 'account',
      outcome: 'FAIL_ACCOUNT',
      detail: 'authentication_error',
      retryAfterMs: null,
    },
  });
  const asked = world.asks().length;
  world.wander(1_800);
  expect(world.asks()).toHaveLength(asked);
  expect(world.harness.desk.agent?.status()).toMatchObject({
    decider: 'rules',
    breaker: { position: 'open', isHard: true },
  });
  const alerts = world.harness
    .of('RaiseAlert')
    .filter(({ alert }) => alert.code === 'MODEL_BREAKER_OPEN');
  expect(alerts.filter(({ alert }) => alert.level === 'critical')).toHaveLength(1);
});
