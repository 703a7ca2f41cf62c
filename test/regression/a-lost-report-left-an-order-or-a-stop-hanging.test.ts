import { describe, expect, it } from 'vitest';
import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { BTC, proposal } from '../support/desk-world.ts';

function holding() {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({ strategies: [setup] });
  world.settle();
  wish.next = proposal({ entry_units_intent: 2 });
  world.settle();
  expect(world.desk.view.positions()).toHaveLength(1);
  return { world, wish };
}

describe('when a report is lost', () => {
  it('a rejected close is found out and sent again, so that the stop still stops', () => {
    const { world } = holding();
    world.quote(BTC, '89.00', '89.02', '0.001');
    // The venue shows almost nothing, the rest of the close expires, and all of it goes unheard.
    world.hear = () => false;
    world.pass(200);
    world.hear = () => true;
    for (let second = 0; second < 12; second += 1) {
      world.settle(88);
      world.pass(900);
    }
    expect(world.desk.view.positions()).toEqual([]);
    expect(world.venue.snapshot(world.ts).positions.filter((row) => row.qty !== 0n)).toEqual([]);
  });

  it('an entry whose fill went unheard is not entered a second time', () => {
    const { wish, setup } = armedStrategy();
    const world = new DeskHarness({ strategies: [setup] });
    world.settle();
    world.quote(BTC, '100.00', '100.02', '1');
    world.hear = (report) => report.type !== 'OrderFilled';
    for (let round = 0; round < 10; round += 1) {
      wish.next = proposal({ entry_units_intent: 2 });
      world.quote(BTC, '100.00', '100.02', '1');
      world.pass(1_000);
    }
    const entries = world.sent.filter((request) => request.side === 'buy');
    expect(entries).toHaveLength(1);
    const [held] = world.desk.view.positions();
    const [theirs] = world.venue.snapshot(world.ts).positions;
    expect(held && formatUnits(held.qty)).toBe(theirs && formatUnits(theirs.qty));
  });
});
