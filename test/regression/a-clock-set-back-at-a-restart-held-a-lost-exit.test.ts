import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { proposal, T0 } from '../support/desk-world.ts';

describe('an exit that was lost on the wire', () => {
  it('is given up soon after a restart, though the clock was set back by most of an hour', () => {
    const { wish, setup } = armedStrategy();
    const before = new DeskHarness({ strategies: [setup] });
    before.pass(50 * MINUTE_MS);
    before.settle();
    wish.next = proposal();
    before.settle();
    expect(before.desk.view.positions()).toHaveLength(1);
    wish.leave = true;
    before.carry = () => false;
    before.settle();
    const [lost] = before.desk.view.workingOrders();
    expect(lost).toMatchObject({ state: 'unknown', purpose: 'exit' });

    const restored = before.tables.restored();
    wish.leave = false;
    const after = new DeskHarness({ strategies: [setup] }, { ...restored, positions: [] });
    expect(after.ts).toBe(T0);
    after.pass(30_000);
    expect(after.desk.view.workingOrders()).toEqual([]);
  });
});
