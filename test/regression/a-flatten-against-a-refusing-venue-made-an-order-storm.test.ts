import { expect, it } from 'vitest';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { proposal } from '../support/desk-world.ts';

it('a flatten that the venue refuses pauses between its tries, ends stuck and keeps entries out', () => {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({ strategies: [setup] });
  world.settle();
  wish.next = proposal({ entry_units_intent: 2 });
  world.settle();
  const before = world.sent.length;
  world.carry = () => false;
  world.tell({ type: 'FlattenRequested', by: 'op' });
  for (let second = 0; second < 60; second += 1) world.pass(1_000);
  expect(world.desk.view.flatten.phase).toBe('stuck');
  expect(world.sent.length - before).toBeLessThan(12);
  expect(world.desk.view.lock.level).toBe('lock');
});

it('a flatten locks while it runs and gives back only the lock it set itself', () => {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({ strategies: [setup] });
  world.settle();
  wish.next = proposal({ entry_units_intent: 2 });
  world.settle();
  world.tell({ type: 'FlattenRequested', by: 'op' });
  expect(world.desk.view.lock.level).toBe('lock');
  world.settle();
  world.pass(1_000);
  expect(world.desk.view.flatten.phase).toBe('flat');
  expect(world.desk.view.lock.level).toBe('none');
});
