import { describe, expect, it } from 'vitest';
import { money } from '@quarterdeck/core/kernel/decimal';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { BTC, deskOptions, proposal } from '../support/desk-world.ts';

const CAP = '5000';

/** A desk that may hold 5,000 in all, asked for a short of `units` at 100.00 to 100.02. */
function askFor(units: number) {
  const { wish, setup } = armedStrategy();
  const { risk } = deskOptions();
  const world = new DeskHarness({
    strategies: [setup],
    risk: { ...risk, max_order_notional: '8000', max_total_exposure: CAP },
  });
  world.settle();
  wish.next = proposal({ side: 'sell', entry_units_intent: -units, stopPrice: 110 });
  world.quote(BTC, '100.00', '100.02');
  const atEntry = world.desk.view.exposure().total;
  world.pass(100);
  return { world, atEntry };
}

describe('the exposure of a sell', () => {
  it('is what the short will be worth, not the least its limit would take', () => {
    const { world, atEntry } = askFor(49.9);
    expect(world.sent).toHaveLength(1);
    expect(world.desk.view.positions()).toHaveLength(1);
    expect(atEntry).toBe(money('4990.998'));
    expect(world.desk.view.exposure().total).toBe(atEntry);
  });

  it('refuses an entry that would fill above the cap, though its limit lies below', () => {
    const { world } = askFor(50);
    expect(world.sent).toHaveLength(0);
    expect(world.of('RecordDenial').at(-1)?.denial).toMatchObject({
      code: 'EXPOSURE_TOTAL_EXCEEDS_CAP',
      numbers: { order: '5001', cap: CAP },
    });
  });
});
