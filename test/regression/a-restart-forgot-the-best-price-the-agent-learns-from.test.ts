import { expect, it } from 'vitest';
import { agentSetup } from '../support/agent-world.ts';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { proposal } from '../support/desk-world.ts';

it('a position below its trailing gain is stored with the best price it has seen', () => {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({
    strategies: [setup],
    agent: agentSetup(),
    safety: { max_stop_bps: 400, trail_after_bps: 1_200, trail_distance_bps: 1_200 },
  });
  world.settle();
  wish.next = proposal();
  world.settle();
  // 3 %: seen, and not enough for the trailing stop to move.
  world.settle(103);
  world.settle(101);
  world.pass(5_000);
  const [held] = world.desk.view.positions();
  expect(held?.bestPrice).toBe(10_300_000_000n);
  world.restart();
  world.settle(101);
  const [restored] = world.desk.view.positions();
  expect(restored?.bestPrice).toBe(held?.bestPrice);
});
