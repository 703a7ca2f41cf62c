import { describe, expect, it } from 'vitest';
import { ensureDefined } from '@quarterdeck/core/kernel/ensure';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { BTC, proposal } from '../support/desk-world.ts';

/** A long with its stop at 90, whose strategy has asked to leave: the exit still waits in a lane. */
function leaving() {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({ strategies: [setup] });
  world.settle();
  wish.next = proposal({ entry_units_intent: 20, stopPrice: 90 });
  world.settle();
  world.carry = () => false;
  wish.leave = true;
  world.quote(BTC, '100.00', '100.02');
  world.carry = () => true;
  const exit = ensureDefined(world.sent.at(-1), 'exit');
  expect(world.desk.view.positions()[0]?.closingOrderId).toBe(exit.clientOrderId);
  return { world, exit };
}

describe('a stop that is reached right after a freeze', () => {
  it('leaves at once, although the freeze has just held the exit of the strategy', () => {
    const { world, exit } = leaving();
    world.tell({ type: 'TradingLocked', level: 'freeze', reason: 'bad data', by: 'test' });
    const { clientOrderId } = exit;
    world.tell({ type: 'OrderWithheld', clientOrderId, code: 'GUARD_FROZEN', numbers: {} });
    expect(world.denials()).toContain('GUARD_FROZEN');
    world.quote(BTC, '89.00', '89.02');
    world.pass(100);
    expect(world.of('SubmitOrder').at(-1)?.purpose).toBe('safety');
    expect(world.desk.view.positions()).toHaveLength(0);
  });

  it('waits for its pause where the disk had held the exit: that would go on and on', () => {
    const { world, exit } = leaving();
    const { clientOrderId } = exit;
    world.tell({ type: 'OrderWithheld', clientOrderId, code: 'STORAGE_UNAVAILABLE', numbers: {} });
    world.quote(BTC, '89.00', '89.02');
    expect(world.desk.view.positions()).toHaveLength(1);
    world.pass(1_100);
    world.quote(BTC, '89.00', '89.02');
    world.pass(100);
    expect(world.desk.view.positions()).toHaveLength(0);
  });
});
